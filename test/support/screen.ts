const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal obeys
const TOKEN = /\u001b\[(\??[\d;]*)([A-Za-z])|[\r\n]|[^\u0000-\u001f]/gu;

/** A terminal as far as a live region needs one: what it shows, and where the cursor is. */
export class Screen {
  rows: number;
  columns: number;
  isCursorShown = true;
  /** Everything that ever was on it, the top first; a row is its characters, the second half of a wide one is empty. */
  private lines: string[][] = [[]];
  private row = 0;
  private column = 0;

  constructor(rows = 24, columns = 80) {
    this.rows = rows;
    this.columns = columns;
  }

  write(text: string): void {
    for (const [token, parameter = '', command] of text.matchAll(TOKEN)) {
      if (command !== undefined) this.obey(command, parameter);
      else if (token === '\r') this.column = 0;
      else if (token === '\n') {
        // Through a pseudo-terminal it comes as \r\n.
        this.column = 0;
        this.down();
      } else this.put(token);
    }
  }

  /** Rows from the first to the last that is not empty, without blanks at their ends. */
  text(): readonly string[] {
    const rows = this.lines.map((line) => line.join('').trimEnd());
    while (rows.at(-1) === '') rows.pop();
    return rows;
  }

  /** As terminals do that wrap anew: each line that was cut by the edge goes on in the next row. */
  resize(rows: number, columns: number): void {
    this.rows = rows;
    const above = this.lines.slice(0, this.row + 1);
    this.columns = columns;
    const wrapped = above.map((line) => pieces(line, columns));
    this.lines = [...wrapped.flat(), ...this.lines.slice(this.row + 1)];
    this.row = wrapped.flat().length - 1;
    this.column = Math.min(this.lines[this.row]?.length ?? 0, columns - 1);
  }

  private put(character: string): void {
    const width = WIDE.test(character) ? 2 : 1;
    if (this.column + width > this.columns) {
      this.column = 0;
      this.down();
    }
    const line = this.line();
    while (line.length < this.column) line.push(' ');
    line.splice(this.column, width, ...(width === 2 ? [character, ''] : [character]));
    this.column += width;
  }

  private obey(command: string, parameter: string): void {
    const count = Number(parameter) || 1;
    if (command === 'A') this.row = Math.max(this.row - count, Math.max(0, this.lines.length - this.rows));
    if (command === 'K') this.line().splice(this.column);
    if (command === 'J') {
      this.line().splice(this.column);
      this.lines.splice(this.row + 1);
    }
    if (command === 'h' && parameter === '?25') this.isCursorShown = true;
    if (command === 'l' && parameter === '?25') this.isCursorShown = false;
  }

  private down(): void {
    this.row += 1;
    if (this.row === this.lines.length) this.lines.push([]);
  }

  private line(): string[] {
    const line = this.lines[this.row] ?? [];
    this.lines[this.row] = line;
    return line;
  }
}

function pieces(line: readonly string[], columns: number): string[][] {
  const rows: string[][] = [];
  for (let at = 0; at === 0 || at < line.length; at += columns) rows.push(line.slice(at, at + columns));
  return rows;
}
