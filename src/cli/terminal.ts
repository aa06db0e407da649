import { forJson } from '../domain/text/media.ts';
import { type Colors, forScreen, forScreenLine, makeColors } from './colors.ts';
import { type LiveRegion, makeLiveRegion } from './progress/live-region.ts';

/** What is written on: how wide it is, and whether it knows other letters than ASCII. */
export interface Screen {
  /** In columns. Infinite for a pipe or a file: what reads it takes one row from one line. */
  readonly width: number;
  readonly isAscii: boolean;
}

/** What a renderer has to know of where its lines go. */
export interface View {
  readonly style: Colors;
  readonly screen: Screen;
}

/** The only way to the outside: results to stdout, progress and errors to stderr. Nothing passes that would steer a terminal. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Colours for stdout and for stderr: each may be a terminal or not. */
  readonly style: Colors;
  readonly errStyle: Colors;
  readonly view: View;
  readonly errView: View;
  /** Questions may be asked. */
  readonly isInteractive: boolean;
  readonly columns: number;
  /** Where lines may be redrawn, at the end of stderr; null in a pipe, in CI and on a terminal without cursor control. */
  readonly region: LiveRegion | null;
}

export interface TerminalOptions {
  readonly color: boolean;
  /** What goes to stdout is JSON. */
  readonly json?: boolean;
}

export function makeTerminal(options: TerminalOptions, host: NodeJS.Process = process): Terminal {
  const { NO_COLOR, FORCE_COLOR, CI, TERM } = host.env;
  const mayColor = options.color && !NO_COLOR && TERM !== 'dumb';
  const colored = (stream: NodeJS.WriteStream): boolean =>
    mayColor && (stream.isTTY || (FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== ''));
  const region = host.stderr.isTTY && !CI && TERM !== 'dumb' ? regionOf(host) : null;
  const writeTo =
    (stream: NodeJS.WriteStream, clean: (text: string) => string) =>
    (raw: string): void => {
      const text = clean(raw);
      if (region === null || !stream.isTTY) stream.write(text);
      else region.above(text, (above) => stream.write(above));
    };
  const [style, errStyle] = [makeColors(colored(host.stdout)), makeColors(colored(host.stderr))];
  const screen = (stream: NodeJS.WriteStream): Screen => ({
    // As it is when something is written: a window may have been made wider in the meantime.
    get width() {
      return stream.isTTY ? stream.columns || USUAL_WIDTH : Number.POSITIVE_INFINITY;
    },
    isAscii: TERM === 'dumb',
  });
  return {
    out: writeTo(host.stdout, options.json ? forJson : forScreen),
    err: writeTo(host.stderr, forScreen),
    style,
    errStyle,
    view: { style, screen: screen(host.stdout) },
    errView: { style: errStyle, screen: screen(host.stderr) },
    isInteractive: Boolean(host.stdin.isTTY && host.stderr.isTTY && !CI),
    get columns() {
      return host.stdout.columns ?? 120;
    },
    region,
  };
}

/** A process has one, however many terminals are made: what one draws, the other must not write over. */
const regions = new WeakMap<NodeJS.Process, LiveRegion>();

function regionOf(host: NodeJS.Process): LiveRegion {
  const known = regions.get(host);
  if (known) return known;
  const { stderr } = host;
  const drawn = makeLiveRegion({
    write: (text) => void stderr.write(text),
    // A pseudo-terminal whose size nobody set says that it has none.
    size: () => ({ columns: stderr.columns || 80, rows: stderr.rows || 24 }),
    onResize: (listener) => void stderr.on('resize', listener),
  });
  const region = { ...drawn, show: (lines: readonly string[]) => drawn.show(lines.map(forScreenLine)) };
  regions.set(host, region);
  host.once('exit', () => region.end());
  return region;
}

/** While `work` has the terminal for itself, nothing else draws on it. */
export async function undisturbed<T>({ region }: Pick<Terminal, 'region'>, work: () => Promise<T>): Promise<T> {
  region?.hold();
  try {
    return await work();
  } finally {
    region?.letGo();
  }
}

/** Of a terminal that does not tell. */
const USUAL_WIDTH = 80;
