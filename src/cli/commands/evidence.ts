import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import type { Action } from '../action.ts';
import { bucketOption, bucketOwnerOption } from './archive-options.ts';
import type { EvidenceCheckOptions } from './evidence-check.ts';
import type { EvidenceExportOptions } from './evidence-export.ts';
import type { EvidenceVerifyOptions } from './evidence-verify.ts';

const VERIFY_EXAMPLES = say`
Examples:
  metsuke evidence verify                                       the whole organization
  metsuke evidence verify --account 444444444444 --from 2026-10-01 --to 2026-10-31
  metsuke evidence verify --archive ./copy --public-keys keys.json    without AWS
  metsuke evidence verify --json | jq '.places[].findings[]'

Exit code 1 when anything was found, for CI. After an interruption it goes on where it stopped.`;

const ARCHIVE = new Option('--archive <folder>', say`a copy of the archive, instead of the bucket`);
const PUBLIC_KEYS = new Option(
  '--public-keys <file>',
  say`public keys as aws cloudtrail list-public-keys prints them, instead of asking AWS`,
);

/** Proof: that the log is what CloudTrail delivered, and what is handed to somebody who asks for it. */
export function registerEvidence(program: CommandUnknownOpts, action: Action): void {
  const evidence = program
    .command('evidence')
    .description(say`prove the log archive, and hand out proof`)
    .addHelpText('after', say`\nExamples:\n  metsuke evidence verify\n  metsuke evidence check evidence-2026-17`);
  evidence
    .command('verify')
    .description(say`check every log file against CloudTrail's signed digests: missing, changed, inserted, unsigned`)
    .option('--account <id...>', say`only these accounts`, collectAccounts)
    .option('--region <name...>', say`only these regions`)
    .option('--from <time>', say`log files delivered from then on: 2026-10-01 or 2026-10-01T09:00:00Z`, parseFrom)
    .option('--to <time>', say`log files delivered until then; a day is taken whole`, parseTo)
    .addOption(ARCHIVE)
    .addOption(bucketOption)
    .addOption(bucketOwnerOption)
    .addOption(PUBLIC_KEYS)
    .option('--checkpoint <file>', say`where the run notes what is done (default: in your cache folder)`)
    .option('--fresh', say`start from the beginning, even where an interrupted run has results`, false)
    .addHelpText('after', VERIFY_EXAMPLES)
    .action((options) => action<EvidenceVerifyOptions>(() => import('./evidence-verify.ts'))(options));
  registerExport(evidence, action);
  registerCheck(evidence, action);
}

const EXPORT_EXAMPLES = say`
Examples:
  metsuke evidence export --account 444444444444 --from 2026-10-01 --to 2026-10-07 --case 2026-17
  metsuke evidence export --account 444444444444 --from 2026-10-01 --to 2026-10-07 --case 2026-17 \\
    --asked-by "Internal audit" --sign-key signer.key --out ./for-audit

Keep the seal that it prints in another place: it proves that nobody has changed the folder since.`;

function registerExport(evidence: CommandUnknownOpts, action: Action): void {
  evidence
    .command('export')
    .description(say`copy log files with their proof into a sealed folder that others can verify`)
    .requiredOption('--account <id...>', say`whose log`, collectAccounts)
    .requiredOption(
      '--from <time>',
      say`log files delivered from then on: 2026-10-01 or 2026-10-01T09:00:00Z`,
      parseFrom,
    )
    .requiredOption('--to <time>', say`log files delivered until then; a day is taken whole`, parseTo)
    .requiredOption('--case <name>', say`number or name of the case; the folder is called after it`)
    .option('--region <name...>', say`only these regions`)
    .option('--asked-by <who>', say`who asked for it, for the cover page`)
    .option('--reason <text>', say`why, for the cover page`)
    .option('-o, --out <folder>', say`the folder, new or empty (default: evidence-<case>)`)
    .option('--sign-key <file>', say`sign the seal with this private key: Ed25519 or RSA, PEM`)
    .option('--sign-kms <key>', say`sign the seal with this RSA key of AWS KMS: id, ARN or alias`)
    .option('--no-reports', say`without the answers of the audit reports`)
    .addOption(ARCHIVE)
    .addOption(bucketOption)
    .addOption(bucketOwnerOption)
    .addOption(PUBLIC_KEYS)
    .addHelpText('after', EXPORT_EXAMPLES)
    .action((options) => action<EvidenceExportOptions>(() => import('./evidence-export.ts'))(options));
}

const CHECK_EXAMPLES = say`
Examples:
  metsuke evidence check evidence-2026-17
  metsuke evidence check evidence-2026-17 --seal 5b0f…c2 --signer-key signer.pem

Needs no AWS and no network. Exit code 1 when anything differs from what was sealed.`;

function registerCheck(evidence: CommandUnknownOpts, action: Action): void {
  evidence
    .command('check')
    .description(say`verify an exported folder, years later: every file, the signature, CloudTrail's digests`)
    .argument('<folder>', say`the folder that evidence export made`)
    .option('--seal <sha256>', say`the seal that was kept when it was exported`)
    .option('--signer-key <file>', say`public key of the signer, PEM, from elsewhere than the folder`)
    .addHelpText('after', CHECK_EXAMPLES)
    .action((folder, options) =>
      action<EvidenceCheckOptions>(() => import('./evidence-check.ts'))({ ...options, folder }),
    );
}

function collectAccounts(id: string, before: readonly string[] | undefined): readonly string[] {
  if (!/^\d{12}$/.test(id)) throw new InvalidArgumentError(say`An account id has twelve digits.`);
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
    throw new InvalidArgumentError(say`Write it like 2026-10-01 or 2026-10-01T09:00:00Z.`);
  }
  return time.toISOString();
}
