import type { Command, OptionValues } from '@commander-js/extra-typings';
import { Option } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import { ENGINES } from '../../query/engine.ts';
import { LANGUAGES } from '../../reports/language.ts';
import { languageOf } from '../language.ts';
import { DEFAULT_MAX_USD } from '../query-cost.ts';

/** Whatever is asked of the archive in SQL: where the logs are, of whom, and what runs it at what cost. */
export function addArchiveOptions<A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
) {
  return command
    .addOption(archiveOption)
    .addOption(bucketOption)
    .addOption(bucketOwnerOption)
    .addOption(accountOption)
    .addOption(unitOption)
    .addOption(engineOption)
    .addOption(trinoOption)
    .addOption(maxUsdOption)
    .addOption(yesOption);
}

/** What is asked of CloudTrail's events besides: of when, and whether Parquet may answer. */
export function addEventOptions<A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
) {
  return addArchiveOptions(command.addOption(fromOption).addOption(toOption))
    .addOption(curatedOption)
    .addOption(curatedOwnerOption)
    .addOption(noCuratedOption)
    .addOption(lateOption);
}

export const archiveOption = new Option(
  '--archive <folder>',
  say`a copy of the archive on this machine (default: the log account's bucket)`,
);
export const bucketOption = new Option(
  '--bucket <name>',
  say`another bucket than that of metsuke.yaml, read with your own credentials`,
);
export const bucketOwnerOption = new Option(
  '--bucket-owner <account>',
  say`the account that --bucket must belong to: another account's bucket of that name is refused`,
);
const accountOption = new Option('--account <account...>', say`only these accounts, by id or name`);
const unitOption = new Option('--unit <unit...>', say`only the accounts below these organizational units`);
export const fromOption = new Option('--from <date>', say`a day, a moment, or 7d before now (default: 30d)`);
export const toOption = new Option('--to <date>', say`a day until its end, or a moment (default: now)`);
export const lateOption = new Option(
  '--late <days>',
  say`events that CloudTrail delivered up to so many days after the period, as 30d (default: 31d with duckdb, else 2d)`,
);
const engineOption = new Option('--engine <engine>', say`what runs the SQL`)
  .choices(ENGINES)
  .default('duckdb' as const);
const trinoOption = new Option(
  '--trino-url <url>',
  say`of your Trino, with catalog and schema: https://trino.example/hive/logs`,
);
const maxUsdOption = new Option('--max-usd <dollars>', say`ask before Athena may cost more`).default(DEFAULT_MAX_USD);
const yesOption = new Option('-y, --yes', say`do not ask about the cost`).default(false);
export const curatedOption = new Option(
  '--curated <place>',
  say`what metsuke archive compact made of the log files: a folder or s3://bucket/prefix (default: in the folder of --archive, or reports.curated of metsuke.yaml)`,
);
export const curatedOwnerOption = new Option(
  '--curated-owner <account>',
  say`the account that the bucket of compacted logs must belong to (default: reports.curatedOwner, or the account that reads the archive)`,
);
export const noCuratedOption = new Option(
  '--no-curated',
  say`read log files only, even where they have been compacted`,
);

export const FORMATS = ['table', 'csv', 'json', 'markdown', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** Of reports: besides what people read, what other tools take in. */
export const REPORT_FORMATS = [...FORMATS, 'sarif', 'ocsf'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Of a pack: always a page, which can be printed too. */
export const PACK_FORMATS = ['html', 'pdf'] as const;
export type PackFormat = (typeof PACK_FORMATS)[number];

export const formatOption = new Option('--format <form>', say`how the result is written`)
  .choices(FORMATS)
  .default('table' as const);
export const reportFormatOption = new Option('--format <form>', say`how the result is written`)
  .choices(REPORT_FORMATS)
  .default('table' as const);
export const languageOption = new Option('--language <language>', say`of titles and headings`)
  .choices(LANGUAGES)
  .default(languageOf([], process.env));
