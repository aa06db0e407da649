import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Argument, Option } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import { CALENDAR_PERIODS } from '../../reports/calendar.ts';
import { FRAMEWORKS } from '../../reports/frameworks/catalog.ts';
import type { Action } from '../action.ts';
import {
  addArchiveOptions,
  addEventOptions,
  curatedOption,
  languageOption,
  lateOption,
  noCuratedOption,
  PACK_FORMATS,
  reportFormatOption,
} from './archive-options.ts';
import { reportArgument, reportsArgument } from './report-name.ts';

/** What is asked of the archive. Reports and engines are loaded when a command runs. */
export function registerReport(program: CommandUnknownOpts, action: Action): void {
  const report = program
    .command('report')
    .description(say`audit reports over the log archive`)
    .addHelpText('after', say`\nExamples:\n  metsuke report list\n  metsuke report run root-use --from 7d`);
  report
    .command('list')
    .description(say`every report: what it answers, for whom, how severe a finding is`)
    .addOption(languageOption)
    .addHelpText('after', say`\nExamples:\n  metsuke report list\n  metsuke report list --language ja`)
    .action(action(() => import('./report-list.ts')));
  report
    .command('show')
    .description(say`one report with its columns and its SQL`)
    .addArgument(reportArgument)
    .addOption(languageOption)
    .addHelpText('after', say`\nExamples:\n  metsuke report show root-use`)
    .action((name, options) => action(() => import('./report-show.ts'))({ ...options, name }));
  registerRun(report, action);
  registerPack(report, action);
  registerSigma(report, action);
}

function registerPack(report: CommandUnknownOpts, action: Action): void {
  addArchiveOptions(
    report
      .command('pack')
      .description(say`everything an auditor is handed for a period: one page to read and print, every table as CSV`)
      .addArgument(
        new Argument('[period]', say`which period; without it, --from and --to say it`).choices(CALENDAR_PERIODS),
      )
      .option('--month <month>', say`with monthly, as 2026-10 (default: the last one that is over)`)
      .option('--quarter <quarter>', say`with quarterly, as 2026-Q4 (default: the last one that is over)`)
      .option('--year <year>', say`with yearly, as 2026 (default: the last one that is over)`)
      .option('--from <date>', say`without a period: the first day, or a moment`)
      .option('--to <date>', say`without a period: the last day, or a moment (default: now)`)
      .option(
        '--time-zone <zone>',
        say`of the period and of all times, as Asia/Tokyo (default: that of metsuke.yaml, or UTC)`,
      )
      .addOption(
        new Option('--format <form>', say`pdf prints the page too, where Chromium, Chrome or Edge is installed`)
          .choices(PACK_FORMATS)
          .default('html' as const),
      )
      .addOption(
        new Option('--framework <id...>', say`only these in the control view (default: all)`).choices(
          FRAMEWORKS.map(({ id }) => id),
        ),
      )
      .option('--sign-key <file>', say`sign the seal with this private key: Ed25519 or RSA, PEM`)
      .option('--sign-kms <key>', say`sign the seal with this RSA key of AWS KMS: id, ARN or alias`)
      .requiredOption('-o, --out <folder>', say`the folder, new or empty`),
  )
    .addOption(curatedOption)
    .addOption(noCuratedOption)
    .addOption(lateOption)
    .option('--limit <rows>', say`the most rows of a report`, '10000')
    .option('--no-compare', say`do not count what the period before had, which reads its logs too`)
    .addOption(languageOption)
    .addHelpText('after', PACK_EXAMPLES)
    .action((period, options) => action(() => import('./report-pack.ts'))({ ...options, period }));
}

const PACK_EXAMPLES = say`
Examples:
  metsuke report pack monthly --out october
  metsuke report pack monthly --month 2026-10 --language ja --out 2026-10
  metsuke report pack quarterly --quarter 2026-Q3 --unit Workloads --out workloads-q3
  metsuke report pack monthly --format pdf --sign-key signer.key --out october
  metsuke report pack --from 2026-04-01 --to 2027-03-31 --account prod --time-zone Asia/Tokyo --out fiscal-2026`;

function registerSigma(report: CommandUnknownOpts, action: Action): void {
  addEventOptions(
    report
      .command('sigma')
      .description(say`run Sigma rules over CloudTrail; rules that cannot be translated are named`)
      .argument('<folder>', say`a folder of rules, or one rule`),
  )
    .option('--limit <rows>', say`the most events of a rule`, '100')
    .option('--sql', say`print what would be run instead`, false)
    .option('--exit-code', say`end with 3 when a rule matches`, false)
    .addHelpText('after', say`\nExamples:\n  metsuke report sigma ./sigma/rules/cloud/aws/cloudtrail --from 7d`)
    .action((folder, options) => action(() => import('./report-sigma.ts'))({ ...options, folder }));
}

function registerRun(report: CommandUnknownOpts, action: Action): void {
  addEventOptions(
    report.command('run').description(say`run one report, several or all of them`).addArgument(reportsArgument),
  )
    .addOption(reportFormatOption)
    .option(
      '-o, --out <file>',
      say`a file; for several reports also a folder, which gets a file for each and summary.json`,
    )
    .option('--limit <rows>', say`the most rows of a report`, '10000')
    .option('--set <name=value...>', say`a parameter of the report, see: metsuke report show`)
    .option('--exit-code', say`end with 3 when there are rows`, false)
    .addOption(languageOption)
    .addHelpText('after', RUN_EXAMPLES)
    .action((names, options) => action(() => import('./report-run.ts'))({ ...options, names }));
}

const RUN_EXAMPLES = say`
Examples:
  metsuke report run root-use                                      the last 30 days of the whole organization
  metsuke report run top-errors --archive ./logs --from 7d         over a copy in a folder
  metsuke report run all --from 2026-10-01 --to 2026-10-31         first rows of each, and a summary
  metsuke report run all --from 2026-10-01 --to 2026-10-31 --format csv --out october
  metsuke report run all --from 2026-10-01 --to 2026-10-31 --format html --out october.html
  metsuke report run all --from 7d --format sarif --out week.sarif  for code scanning; ocsf for a security lake
  metsuke report run security-group-open-to-world --exit-code      ends with 3 when something is found`;
