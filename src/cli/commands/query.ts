import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Option } from '@commander-js/extra-typings';
import { DDL_DIALECTS } from '../ddl-dialects.ts';
import type { Action } from '../program.ts';
import {
  accountOption,
  archiveOption,
  bucketOption,
  curatedOption,
  engineOption,
  FORMATS,
  fromOption,
  languageOption,
  maxUsdOption,
  noCuratedOption,
  toOption,
  trinoOption,
  unitOption,
  yesOption,
} from './report.ts';

export function registerQuery(program: CommandUnknownOpts, action: Action): void {
  program
    .command('query')
    .description('ask the log archive in SQL; it only reads')
    .argument('[sql]', "one SELECT in Trino's dialect, or - to read it from the standard input")
    .option('--tables', 'list the tables and their columns instead', false)
    .addOption(
      new Option('--ddl <dialect>', 'print the statements that make the tables, or the one that is named').choices(
        DDL_DIALECTS,
      ),
    )
    .addOption(archiveOption)
    .addOption(bucketOption)
    .addOption(accountOption)
    .addOption(unitOption)
    .addOption(fromOption)
    .addOption(toOption)
    .addOption(engineOption)
    .addOption(trinoOption)
    .addOption(maxUsdOption)
    .addOption(yesOption)
    .addOption(curatedOption)
    .addOption(noCuratedOption)
    .addOption(new Option('--format <form>', 'how the result is written').choices(FORMATS).default('table' as const))
    .option('--limit <rows>', 'the most rows', '1000')
    .addOption(languageOption())
    .addHelpText('after', EXAMPLES)
    .action((sql, options) =>
      action(() => import('./query-run.ts'))({ ...options, ...(sql === undefined ? {} : { sql }) }),
    );
}

const EXAMPLES = `
Examples:
  metsuke query --tables
  metsuke query --ddl trino cloudtrail
  metsuke query "SELECT eventname, count(*) AS n FROM cloudtrail GROUP BY 1 ORDER BY n DESC LIMIT 10"
  metsuke query "SELECT * FROM guardduty_findings WHERE severity >= 7" --from 7d --format csv`;
