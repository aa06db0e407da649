import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './markdown.ts';

/** What one command of a session wrote, with its colours, and its exit code. */
export interface Step {
  readonly command: string;
  /** What the terminal got, then what went to stderr. */
  readonly output: string;
  readonly code: number;
}

export interface Session {
  readonly steps: readonly Step[];
  /** The home of its reader, where `~/…` of its commands is. */
  readonly home: string;
}

/** As wide as a picture that a page shows in full. */
const COLUMNS = 96;
const TERMINAL = join(ROOT, 'test', 'support', 'pseudo_terminal.py');

/**
 * Commands in one shell, one after another, as a reader types them into a new terminal in the checkout. stdout is a
 * terminal; stderr is a file, so that progress is lines and not a picture that moves, and shown below.
 */
export async function runSession(
  commands: readonly string[],
  options: {
    readonly folder: string;
    readonly python: string;
    readonly environment?: Readonly<Record<string, string>>;
  },
): Promise<Session> {
  const home = join(options.folder, 'home');
  mkdirSync(home);
  const script = join(options.folder, 'session.sh');
  writeFileSync(script, commands.map((command, index) => typed(command, index, options.folder)).join('\n'));
  const output = await runInTerminal(script, { ...options, home });
  return {
    home,
    steps: commands.map((command, index) => readStep(command, index, { output, folder: options.folder })),
  };
}

/** The shell's `$?` is that of the reader's last command, not of what is between them. */
function typed(command: string, index: number, folder: string): string {
  return [
    `printf '\\036%d\\n' ${index}`,
    '(exit $metsuke_rc)',
    `{ ${command}\n} </dev/null 2>'${folder}/stderr-${index}'`,
    'metsuke_rc=$?',
    `printf '\\037%d\\n' "$metsuke_rc"`,
  ].join('\n');
}

function runInTerminal(
  script: string,
  { python, home, environment = {} }: { python: string; home: string; environment?: Readonly<Record<string, string>> },
): Promise<string> {
  const { PATH, METSUKE_PYTHON = python, TMPDIR } = process.env;
  const child = spawn(python, [TERMINAL, '50', String(COLUMNS), 'bash', '--noprofile', '--norc', script], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH,
      HOME: home,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      FORCE_COLOR: '1',
      METSUKE_PYTHON,
      TMPDIR,
      ...environment,
    },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(output.replaceAll('\r\n', '\n')));
  });
}

function readStep(command: string, index: number, from: { readonly output: string; readonly folder: string }): Step {
  const found = new RegExp(`\\u001e${index}\\n([^]*?)\\u001f(\\d+)\\n`).exec(from.output);
  if (found === null) throw new Error(`The session ended before "${command}":\n${from.output.slice(-2_000)}`);
  const stderr = readFileSync(join(from.folder, `stderr-${index}`), 'utf8');
  return { command, output: `${found[1]}${stderr}`, code: Number(found[2]) };
}

export function withoutColours(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: codes begin with one
  return text.replaceAll(/\u001b\[\??[\d;]*[A-Za-z]/g, '');
}

/** Lines without what two runs do not share: durations, times, process ids, ports, ids of events, amounts of logs; and how wide gaps are. */
export function comparable(text: string): readonly string[] {
  return withoutColours(text)
    .split('\n')
    .map((line) =>
      line
        .replaceAll(/\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?/g, '<time>')
        .replaceAll(/\b\d+ (?:m \d+ )?s\b/g, '<duration>')
        .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b/g, '<id>')
        // An address in a picture is cut.
        .replaceAll(/\b[0-9a-f]{8}-…/g, '<id>')
        .replaceAll(/127\.0\.0\.1:\d+/g, '<endpoint>')
        .replaceAll(/\babout \d+ calls/g, 'about <n> calls')
        // Logs that were written up to now.
        .replaceAll(/\b\d{1,3}(?:,\d{3})+\b/g, '<n>')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '');
}
