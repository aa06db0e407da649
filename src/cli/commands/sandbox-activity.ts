import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import { forShell } from '../../domain/text/media.ts';
import { megabytes } from '../../domain/text/phrases.ts';
import type { ActivitySummary } from '../../sandbox/activity/activity.ts';

const EXAMPLES = say`
Examples:
  metsuke sandbox activity --days 30             into the bucket of the sandbox's organization trail
  metsuke sandbox activity --out ./activity      without an emulator: ./activity/archive, public-keys.json, planted.json

What is wrong in it on purpose, and what every report finds, is in planted.json. The same seed, days and end give the same objects.`;

export function registerActivity(sandbox: CommandUnknownOpts): void {
  sandbox
    .command('activity')
    .description(say`fill the log archive: work in every account, some of it wrong on purpose, digests really signed`)
    .option('--days <number>', say`how many days, today included`, parseDays, 30)
    .option('--seed <text>', say`another seed gives other events`, '1')
    .option('--until <time>', say`when it ends (default: now)`, parseUntil)
    .option('--out <folder>', say`write into a folder instead of the sandbox`)
    .addHelpText('after', EXAMPLES)
    .action(async (options, command) => {
      const json = (command.optsWithGlobals() as { json?: boolean }).json === true;
      const started = Date.now();
      const { days, seed, until = new Date() } = options;
      const summary = await writeVisibly({ days, seed, until }, options.out);
      const { print, printJson } = await import('../print.ts');
      if (json) printJson(describe(summary));
      else print(render(summary, { started, out: options.out }));
    });
}

type Options = { readonly days: number; readonly seed: string; readonly until: Date };

async function write(
  options: Options,
  out: string | undefined,
  onProgress: (done: number, of: number) => void,
): Promise<ActivitySummary> {
  const { writeFolderActivity, writeSandboxActivity } = await import('../../sandbox/activity/sandbox-activity.ts');
  if (out !== undefined) {
    const { readOrganizationFile } = await import('../../sandbox/organization.ts');
    return writeFolderActivity({ ...options, folder: out, organization: readOrganizationFile(), onProgress });
  }
  const { requireSandbox } = await import('../../sandbox/sandbox.ts');
  const { connectSandbox } = await import('../../sandbox/control.ts');
  const { stateFolder } = await import('../../sandbox/state.ts');
  const state = await requireSandbox(process.cwd());
  const control = connectSandbox(state);
  return writeSandboxActivity({ ...options, control, folder: stateFolder(process.cwd()), onProgress });
}

/** Writes with progress. */
async function writeVisibly(options: Options, out: string | undefined): Promise<ActivitySummary> {
  let text = say`Writing activity`;
  const { openProgress } = await import('../session.ts');
  const { makeTerminal } = await import('../terminal.ts');
  const progress = openProgress(makeTerminal({ color: true }));
  return progress.during(
    () => text,
    () =>
      write(options, out, (done, of) => {
        text = say`Writing activity: ${done} of ${of} accounts × regions`;
      }),
  );
}

function describe({ logFiles, digests, records: otherObjects, bytes, planted }: ActivitySummary) {
  return { logFiles, digests, otherObjects, bytes, ...planted };
}

function render(
  summary: ActivitySummary,
  { started, out }: { readonly started: number; readonly out: string | undefined },
): string {
  const { logFiles, digests, records, bytes, planted } = summary;
  const events = Object.values(planted.reports).flat();
  const wrong = new Set(events.map(({ eventId }) => eventId));
  const reports = Object.keys({ ...planted.reports, ...planted.records, ...planted.counts });
  const seconds = ((Date.now() - started) / 1_000).toFixed(1);
  const folder = out ?? '.metsuke';
  return [
    say`${planted.events} events in ${logFiles} log files and ${digests} signed digests, ${records} objects of other services (${megabytes(bytes)} MB), in ${seconds} s`,
    say`${wrong.size} events are wrong on purpose; ${folder}/planted.json says what each of ${reports.length} reports finds`,
    '',
    out === undefined
      ? say`Verify them:  metsuke evidence verify`
      : say`Verify them:  metsuke evidence verify --archive ${forShell(`${out}/archive`)} --public-keys ${forShell(`${out}/public-keys.json`)}`,
  ].join('\n');
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 366) throw new InvalidArgumentError(say`From 1 to 366 days.`);
  return days;
}

function parseUntil(text: string): Date {
  const until = new Date(text);
  if (Number.isNaN(until.getTime())) throw new InvalidArgumentError(say`Write it like 2026-10-31T12:00:00Z.`);
  return until;
}
