import { CommanderError } from '@commander-js/extra-typings';
import { EXIT, MetsukeError } from '../domain/errors.ts';
import { asFileError } from '../files/file-error.ts';
import { makeProgram } from './program.ts';

/** Runs one command line; the exit code is the result. */
export async function main(argv: readonly string[]): Promise<number> {
  // A reader that closes the pipe (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  let exitCode: number = EXIT.done;
  const program = makeProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(asFileError(error) ?? error, argv);
  }
}

async function report(error: unknown, argv: readonly string[]): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof MetsukeError) {
    const { renderError } = await import('./render/error.ts');
    renderError(error, { json: argv.includes('--json'), color: !argv.includes('--no-color') });
    return error.exitCode;
  }
  process.stderr.write(
    `metsuke: this is a bug, please report it with the text below.\n${(error as Error)?.stack ?? error}\n`,
  );
  return EXIT.failed;
}
