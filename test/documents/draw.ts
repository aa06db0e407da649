import { widthOf } from '../../src/cli/render/pieces.ts';

/** A dark window of its own looks the same on a light and on a dark page. */
const WINDOW = { background: '#161b22', frame: '#30363d', foreground: '#e6edf3', dim: '#8b949e', prompt: '#79c0ff' };
const COLOURS: Readonly<Record<string, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#79c0ff',
  90: WINDOW.dim,
};
/** Most monospaced letters are 0.6 of their size wide. */
const CELL = { width: 7.8, height: 19, font: 13 };
const MARGIN = { x: 20, top: 50, bottom: 18 };
const FONTS =
  "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', monospace";

interface Style {
  readonly colour?: string;
  readonly isDim?: boolean;
  readonly isBold?: boolean;
}

/** Letters without a blank, in which cell they begin and how they look. */
export interface Word extends Style {
  readonly text: string;
  readonly cell: number;
}

/**
 * A terminal window with these lines, whose colours are ANSI codes. Every word begins at its cell and fills its cells,
 * so columns stand whatever font a reader has: a narrower letter gets more room, no letter is stretched.
 */
export function drawTerminal(lines: readonly string[], title: string): string {
  const columns = Math.max(...lines.map((line) => widthOf(line.replaceAll(CODE, ''))));
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN.x);
  const height = MARGIN.top + lines.length * CELL.height + MARGIN.bottom;
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (colour, index) => `<circle cx="${24 + index * 20}" cy="24" r="6" fill="${colour}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${WINDOW.background}" stroke="${WINDOW.frame}"/>`,
    ...dots,
    `<g font-family="${FONTS}" font-size="${CELL.font}" fill="${WINDOW.foreground}">`,
    ...lines.flatMap((line, index) => drawLine(line, MARGIN.top + (index + 0.72) * CELL.height)),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** The lines of a picture as they were given, without colours, each gap as wide as it is there. */
export function textOf(svg: string): readonly string[] {
  return [...svg.matchAll(/<g data-line="">(.*?)<\/g>/g)].map(([, words = '']) => {
    let line = '';
    for (const [, x, text = ''] of words.matchAll(/<text x="([\d.]+)"[^>]*>([^<]*)<\/text>/g)) {
      const cell = Math.round((Number(x) - MARGIN.x) / CELL.width);
      line += ' '.repeat(Math.max(0, cell - widthOf(line))) + unescaped(text);
    }
    return line;
  });
}

function drawLine(line: string, y: number): readonly string[] {
  const words = line.startsWith('$ ')
    ? wordsOf(line).map((word) => ({ ...word, colour: WINDOW.prompt }))
    : wordsOf(line);
  return [`<g data-line="">${words.map((word) => drawWord(word, y)).join('')}</g>`];
}

function drawWord({ text, cell, colour, isDim, isBold }: Word, y: number): string {
  const x = (MARGIN.x + cell * CELL.width).toFixed(1);
  const length = (widthOf(text) * CELL.width).toFixed(1);
  const fill = colour ?? (isDim ? WINDOW.dim : undefined);
  // Lines of a table must touch each other; letters keep their shape.
  const adjust = /^[\u2500-\u257f]+$/.test(text) ? ' lengthAdjust="spacingAndGlyphs"' : '';
  const look = `${fill === undefined ? '' : ` fill="${fill}"`}${isBold ? ' font-weight="bold"' : ''}`;
  return `<text x="${x}" y="${y.toFixed(1)}" textLength="${length}"${adjust}${look}>${escaped(text)}</text>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: codes begin with one
const CODE = /\u001b\[([\d;]*)m/g;

export function wordsOf(line: string): readonly Word[] {
  const words: Word[] = [];
  let style: Style = {};
  let cell = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: codes begin with one
  for (const [part, codes] of line.matchAll(/\u001b\[([\d;]*)m|[^\u001b]+/g)) {
    if (codes !== undefined) {
      for (const code of codes.split(';')) style = styleAfter(style, code);
      continue;
    }
    for (const match of part.matchAll(/[\u2500-\u257f]+|[^\s\u2500-\u257f]+/g)) {
      words.push({ text: match[0], cell: cell + widthOf(part.slice(0, match.index)), ...style });
    }
    cell += widthOf(part);
  }
  return words;
}

/** The codes that the command line writes: colours, bold, dim, and their ends. */
function styleAfter(style: Style, code: string): Style {
  switch (code) {
    case '':
    case '0':
      return {};
    case '1':
      return { ...style, isBold: true };
    case '2':
      return { ...style, isDim: true };
    case '22':
      return { ...style, isBold: false, isDim: false };
    case '39': {
      const { colour: _, ...rest } = style;
      return rest;
    }
    default: {
      const colour = COLOURS[code];
      if (colour === undefined) throw new Error(`No picture knows the code ${code} yet.`);
      return { ...style, colour };
    }
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
