import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { EXIT, Interruption, MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { interrupts } from './interrupts.ts';
import { chooseLanguage } from './language.ts';
import { pathOf } from './usage.ts';

/** Runs one command line; the exit code is the result. */
export async function main(argv: readonly string[]): Promise<number> {
  interrupts.listen();
  listenForLostOutputs();
  let exitCode: number = EXIT.done;
  await chooseLanguage(argv, process.env);
  // Texts of modules are made when they are loaded: after the language is known.
  const { makeProgram } = await import('./program.ts');
  const program = makeProgram((code) => {
    exitCode = code;
  });
  let ran: CommandUnknownOpts = program;
  program.hook('preAction', (_program, command) => {
    ran = command;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    const { asFileError } = await import('../files/file-error.ts');
    const code = await report(withHelp(asInterrupted(error) ?? asFileError(error) ?? error, ran), argv);
    // What still waits for AWS is not waited for.
    if (code === EXIT.interrupted) process.exit(code);
    return code;
  }
}

function asInterrupted(error: unknown): MetsukeError | null {
  return error instanceof Interruption ? new MetsukeError('interrupted', error.message) : null;
}

/** A reader that closes the pipe (`| head`) is no error. An apply goes on to its end, whether or not it is seen. */
function listenForLostOutputs(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!interrupts.isWorking()) process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  // The terminal was closed: SIGHUP says so, and stops cleanly.
  process.stderr.on('error', () => {});
}

/** A mistake in a command line that says nothing of what to do leads to the help of its command. */
function withHelp(error: unknown, command: CommandUnknownOpts): unknown {
  if (!(error instanceof MetsukeError) || error.code !== 'usage' || error.hint !== undefined) return error;
  const { message, findings, cause } = error;
  return new MetsukeError('usage', message, { hint: say`See: ${pathOf(command)} --help`, findings, cause });
}

async function report(error: unknown, argv: readonly string[]): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof MetsukeError) {
    const { renderError } = await import('./render/error.ts');
    renderError(error, { json: argv.includes('--json'), color: !argv.includes('--no-color') });
    return error.exitCode;
  }
  const { makeTerminal } = await import('./terminal.ts');
  makeTerminal({ color: false }).err(
    `${say`metsuke: this is a bug, please report it with the text below.`}\n${(error as Error)?.stack ?? error}\n`,
  );
  return EXIT.failed;
}
