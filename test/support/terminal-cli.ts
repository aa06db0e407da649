import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type CliOptions, environmentOf, PROGRAM } from './cli.ts';
import { Screen } from './screen.ts';

/** The built command line in a pseudo-terminal, and what a person sees of it. */
export interface TerminalCli {
  readonly screen: Screen;
  /** Everything that was written, with its codes. */
  readonly written: () => string;
  /** Resolves when it has been on the screen since the start; rejects when the program ends without it. */
  says(text: string | RegExp): Promise<void>;
  press(keys: string): void;
  kill(signal: NodeJS.Signals): void;
  resize(rows: number, columns: number): void;
  /** The exit code; negative: ended by that signal. */
  readonly ended: Promise<number>;
}

export const CTRL_C = '\u0003';
const HELPER = join(import.meta.dirname, 'pseudo_terminal.py');

/** Python makes the pseudo-terminal, Node has none. Null: there is no Python, or no terminal to be had. */
export function pythonWithTerminals(): string | null {
  const candidates = [process.env.METSUKE_PYTHON, 'python3', 'python'].filter((name) => name !== undefined);
  return candidates.find((name) => spawnSync(name, ['-c', 'import pty, fcntl, termios']).status === 0) ?? null;
}

export function startInTerminal(
  parameters: readonly string[],
  options: CliOptions & { readonly python: string; readonly rows?: number; readonly columns?: number },
): TerminalCli {
  const { python, rows = 40, columns = 100 } = options;
  const screen = new Screen(rows, columns);
  const program = [process.execPath, PROGRAM, ...parameters];
  const child = spawn(python, [HELPER, String(rows), String(columns), ...program], {
    cwd: options.folder,
    env: { ...environmentOf(options), TERM: 'xterm-256color' },
    stdio: 'pipe',
  });
  let written = '';
  let facts = '';
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text;
    screen.write(text);
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    facts += text;
  });
  const act = (command: object): void => void child.stdin.write(`${JSON.stringify(command)}\n`);
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      const code = /"code": (-?\d+)/.exec(facts)?.[1];
      if (code === undefined) reject(new Error(`the pseudo-terminal failed: ${facts}`));
      else resolve(Number(code));
    });
  });
  const says = (text: string | RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const seen = plain(written);
        if (!(typeof text === 'string' ? seen.includes(text) : text.test(seen))) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
      ended.then(() => reject(new Error(`it ended without saying ${text}:\n${plain(written)}`)), reject);
    });
  return {
    screen,
    written: () => written,
    says,
    press: (keys) => act({ keys }),
    kill: (signal) => act({ signal }),
    resize(toRows, toColumns) {
      screen.resize(toRows, toColumns);
      act({ size: [toRows, toColumns] });
    },
    ended,
  };
}

function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: codes begin with one
  return text.replaceAll(/\u001b\[\??[\d;]*[A-Za-z]/g, '');
}
