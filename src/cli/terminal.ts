import { createColors } from 'picocolors';

type Colors = ReturnType<typeof createColors>;

/** The only way to the outside: results to stdout, progress and errors to stderr. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Colours for stdout and for stderr: each may be a terminal or not. */
  readonly style: Colors;
  readonly errStyle: Colors;
  /** Questions may be asked and lines redrawn. */
  readonly isInteractive: boolean;
  readonly columns: number;
}

export function makeTerminal(options: { readonly color: boolean }, host: NodeJS.Process = process): Terminal {
  const { NO_COLOR, FORCE_COLOR, CI, TERM } = host.env;
  const mayColor = options.color && !NO_COLOR && TERM !== 'dumb';
  const colored = (stream: NodeJS.WriteStream): boolean =>
    mayColor && (stream.isTTY || (FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== ''));
  return {
    out: (text) => void host.stdout.write(text),
    err: (text) => void host.stderr.write(text),
    style: createColors(colored(host.stdout)),
    errStyle: createColors(colored(host.stderr)),
    isInteractive: Boolean(host.stdin.isTTY && host.stderr.isTTY && !CI),
    columns: host.stdout.columns ?? 120,
  };
}
