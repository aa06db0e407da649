import type { Terminal } from '../terminal.ts';

/** Where long work is: a line that is rewritten on a terminal, a line every ten seconds elsewhere. */
export interface Counter {
  readonly show: (line: () => string) => void;
  readonly finish: () => void;
}

export function makeCounter(terminal: Terminal, now: () => number): Counter {
  const every = terminal.isInteractive ? 200 : 10_000;
  let last = now();
  let width = 0;
  return {
    show(line) {
      if (now() - last < every) return;
      last = now();
      const text = line().slice(0, terminal.columns - 1);
      terminal.err(terminal.isInteractive ? `\r${text.padEnd(width)}` : `${text}\n`);
      width = text.length;
    },
    finish() {
      if (width > 0 && terminal.isInteractive) terminal.err(`\r${' '.repeat(width)}\r`);
    },
  };
}
