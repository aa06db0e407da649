import { fitLine, shownWidth } from './fit.ts';

/** What a region is drawn on. */
export interface Screen {
  readonly write: (text: string) => void;
  readonly size: () => Size;
  readonly onResize: (listener: () => void) => void;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Lines at the end of a terminal that are redrawn in place, below whatever else is written. */
export interface LiveRegion {
  readonly size: () => Size;
  /** Replaces the lines; none takes the region away and gives the cursor back. */
  show(lines: readonly string[]): void;
  /** Writes lasting text above the region. */
  above(text: string, write: (text: string) => void): void;
  /** While a question is asked, or another program has the terminal, nothing is drawn. */
  hold(): void;
  letGo(): void;
  /** However the process ends: nothing is left half-drawn, and a question that hid the cursor gives it back. */
  end(): void;
}

/** A terminal shows `^C` where the cursor is: it must not push the last line over the edge. */
const ROOM_FOR_ECHO = 4;
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_TO_END_OF_LINE = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';

export function makeLiveRegion(screen: Screen): LiveRegion {
  let wanted: readonly string[] = [];
  let drawn: readonly string[] = [];
  let isLineOpen = false;
  let holds = 0;
  let isListening = false;

  /** A terminal that has become narrower wraps what was drawn: the first line is that much further up. */
  const toTop = (): string => {
    const { columns } = screen.size();
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(shownWidth(line) / columns)), 0);
    return rows > 1 ? `\r\u001b[${rows - 1}A` : '\r';
  };
  const erase = (): string => {
    if (drawn.length === 0) return '';
    const codes = `${toTop()}${CLEAR_BELOW}${SHOW_CURSOR}`;
    drawn = [];
    return codes;
  };
  const draw = (): string => {
    if (wanted.length === 0 || isLineOpen || holds > 0) return erase();
    const { columns, rows } = screen.size();
    const lines = wanted
      .slice(-Math.max(1, rows - 1))
      .map((line) => fitLine(line, Math.max(8, columns - ROOM_FOR_ECHO)));
    if (lines.length === drawn.length && lines.every((line, index) => line === drawn[index])) return '';
    const start = drawn.length === 0 ? HIDE_CURSOR : toTop();
    drawn = lines;
    return `${start}${lines.map((line) => line + CLEAR_TO_END_OF_LINE).join('\n')}${CLEAR_BELOW}`;
  };
  const write = (codes: string): void => {
    if (codes !== '') screen.write(codes);
  };
  const redraw = (): void => write(erase() + draw());
  return {
    size: screen.size,
    show(lines) {
      if (!isListening && lines.length > 0) {
        isListening = true;
        screen.onResize(redraw);
      }
      wanted = lines;
      write(draw());
    },
    above(text, writeText) {
      if (text === '') return;
      write(erase());
      writeText(text);
      isLineOpen = !text.endsWith('\n');
      write(draw());
    },
    hold() {
      holds += 1;
      write(erase());
    },
    letGo() {
      holds -= 1;
      write(draw());
    },
    end() {
      wanted = [];
      write(erase());
      write(holds > 0 ? SHOW_CURSOR : '');
    },
  };
}
