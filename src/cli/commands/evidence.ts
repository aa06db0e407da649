import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Action } from '../program.ts';
import { bucketOption, bucketOwnerOption } from './archive-options.ts';
import type { EvidenceCheckOptions } from './evidence-check.ts';
import type { EvidenceExportOptions } from './evidence-export.ts';
import type { EvidenceVerifyOptions } from './evidence-verify.ts';

const VERIFY_EXAMPLES = `
Examples:
  metsuke evidence verify                                       the whole organization
  metsuke evidence verify --account 444444444444 --from 2026-10-01 --to 2026-10-31
  metsuke evidence verify --archive ./copy --public-keys keys.json    without AWS
  metsuke evidence verify --json | jq '.places[].findings[]'

It ends with 1 when anything was found, so that it can stand in CI. One that was interrupted goes on where it was.`;

const ARCHIVE = new Option('--archive <folder>', 'a copy of the archive, instead of the bucket');
const PUBLIC_KEYS = new Option(
  '--public-keys <file>',
  'public keys as aws cloudtrail list-public-keys prints them, instead of asking AWS',
);

/** Proof: that the log is what CloudTrail delivered, and what is handed to somebody who asks for it. */
export function registerEvidence(program: CommandUnknownOpts, action: Action): void {
  const evidence = program
    .command('evidence')
    .description('prove the log archive, and hand out proof')
    .addHelpText('after', '\nExamples:\n  metsuke evidence verify\n  metsuke evidence check evidence-2026-17');
  evidence
    .command('verify')
    .description("check every log file against CloudTrail's signed digests: missing, changed, inserted, unsigned")
    .option('--account <id...>', 'only these accounts', collectAccounts)
    .option('--region <name...>', 'only these regions')
    .option('--from <time>', 'log files delivered from then on: 2026-10-01 or 2026-10-01T09:00:00Z', parseFrom)
    .option('--to <time>', 'log files delivered until then; a day is taken whole', parseTo)
    .addOption(ARCHIVE)
    .addOption(bucketOption)
    .addOption(bucketOwnerOption)
    .addOption(PUBLIC_KEYS)
    .option('--checkpoint <file>', 'where the run notes what is done', '.metsuke/evidence-verify.jsonl')
    .option('--fresh', 'begin anew, whatever an interrupted run has done', false)
    .addHelpText('after', VERIFY_EXAMPLES)
    .action((options) => action<EvidenceVerifyOptions>(() => import('./evidence-verify.ts'))(options));
  registerExport(evidence, action);
  registerCheck(evidence, action);
}

const EXPORT_EXAMPLES = `
Examples:
  metsuke evidence export --account 444444444444 --from 2026-10-01 --to 2026-10-07 --case 2026-17
  metsuke evidence export --account 444444444444 --from 2026-10-01 --to 2026-10-07 --case 2026-17 \\
    --asked-by "Internal audit" --sign-key signer.key --out ./for-audit

Keep the seal that it prints somewhere else: whoever has it knows that the folder was not changed since.`;

function registerExport(evidence: CommandUnknownOpts, action: Action): void {
  evidence
    .command('export')
    .description('copy log files with their proof into a sealed folder that anybody can verify')
    .requiredOption('--account <id...>', 'whose log', collectAccounts)
    .requiredOption('--from <time>', 'log files delivered from then on: 2026-10-01 or 2026-10-01T09:00:00Z', parseFrom)
    .requiredOption('--to <time>', 'log files delivered until then; a day is taken whole', parseTo)
    .requiredOption('--case <name>', 'number or name of the case, which the folder is called after')
    .option('--region <name...>', 'only these regions')
    .option('--asked-by <who>', 'who asked for it, for the cover page')
    .option('--reason <text>', 'why, for the cover page')
    .option('-o, --out <folder>', 'the folder, new or empty (default: evidence-<case>)')
    .option('--sign-key <file>', 'sign the seal with this private key: Ed25519 or RSA, PEM')
    .option('--sign-kms <key>', 'sign the seal with this RSA key of AWS KMS: id, ARN or alias')
    .option('--no-reports', 'without the answers of the audit reports')
    .addOption(ARCHIVE)
    .addOption(bucketOption)
    .addOption(bucketOwnerOption)
    .addOption(PUBLIC_KEYS)
    .addHelpText('after', EXPORT_EXAMPLES)
    .action((options) => action<EvidenceExportOptions>(() => import('./evidence-export.ts'))(options));
}

const CHECK_EXAMPLES = `
Examples:
  metsuke evidence check evidence-2026-17
  metsuke evidence check evidence-2026-17 --seal 5b0f…c2 --signer-key signer.pem

Needs no AWS and no network. It ends with 1 when anything differs from what was sealed.`;

function registerCheck(evidence: CommandUnknownOpts, action: Action): void {
  evidence
    .command('check')
    .description("verify an exported folder, years later: every file, the signature, CloudTrail's digests")
    .argument('<folder>', 'the folder that evidence export made')
    .option('--seal <sha256>', 'the seal that was kept when it was exported')
    .option('--signer-key <file>', 'public key of the signer, PEM, from elsewhere than the folder')
    .addHelpText('after', CHECK_EXAMPLES)
    .action((folder, options) =>
      action<EvidenceCheckOptions>(() => import('./evidence-check.ts'))({ ...options, folder }),
    );
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
