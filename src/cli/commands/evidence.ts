import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Session } from '../session.ts';
import type { EvidenceVerifyOptions } from './evidence-verify.ts';

type Run<Options> = (session: Session, options: Options) => Promise<number>;
type Action = <Options>(load: () => Promise<{ readonly run: Run<Options> }>) => (options: Options) => Promise<void>;

const VERIFY_EXAMPLES = `
Examples:
  metsuke evidence verify                                       the whole organization
  metsuke evidence verify --account 444444444444 --from 2026-10-01 --to 2026-10-31
  metsuke evidence verify --archive ./copy --public-keys keys.json    without AWS
  metsuke evidence verify --json | jq '.places[].findings[]'

It ends with 1 when anything was found, so that it can stand in CI. One that was interrupted goes on where it was.`;

const ARCHIVE = new Option('--archive <folder>', 'a copy of the archive, instead of the bucket');
const BUCKET = new Option(
  '--bucket <name>',
  'another bucket than that of metsuke.yaml, read with your own credentials',
);
const PUBLIC_KEYS = new Option(
  '--public-keys <file>',
  'public keys as aws cloudtrail list-public-keys prints them, instead of asking AWS',
);

/** Proof: that the log is what CloudTrail delivered, and what is handed to somebody who asks for it. */
export function registerEvidence(program: CommandUnknownOpts, action: Action): void {
  const evidence = program.command('evidence').description('prove the log archive, and hand out proof');
  evidence
    .command('verify')
    .description("check every log file against CloudTrail's signed digests: missing, changed, inserted, unsigned")
    .option('--account <id...>', 'only these accounts', collectAccounts)
    .option('--region <name...>', 'only these regions')
    .option('--from <time>', 'log files delivered from then on: 2026-10-01 or 2026-10-01T09:00:00Z', parseFrom)
    .option('--to <time>', 'log files delivered until then; a day is taken whole', parseTo)
    .addOption(ARCHIVE)
    .addOption(BUCKET)
    .addOption(PUBLIC_KEYS)
    .option('--checkpoint <file>', 'where the run notes what is done', '.metsuke/evidence-verify.jsonl')
    .option('--fresh', 'begin anew, whatever an interrupted run has done', false)
    .addHelpText('after', VERIFY_EXAMPLES)
    .action((options) => action<EvidenceVerifyOptions>(() => import('./evidence-verify.ts'))(options));
}

function collectAccounts(id: string, before: readonly string[] | undefined): readonly string[] {
  if (!/^\d{12}$/.test(id)) throw new InvalidArgumentError('An account id has twelve digits.');
  return [...(before ?? []), id];
}

export function parseFrom(text: string): string {
  return parseTime(text, 'T00:00:00.000Z');
}

export function parseTo(text: string): string {
  return parseTime(text, 'T23:59:59.999Z');
}

/** UTC, as all times of CloudTrail. */
function parseTime(text: string, ofDay: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const time = isDay ? new Date(`${text}${ofDay}`) : new Date(text);
  const isUnclear = !isDay && !/(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  if (Number.isNaN(time.getTime()) || isUnclear) {
    throw new InvalidArgumentError('Write it like 2026-10-01 or 2026-10-01T09:00:00Z.');
  }
  return time.toISOString();
}
