import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Option } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import type { Action } from '../action.ts';
import { DDL_DIALECTS } from '../ddl-dialects.ts';
import { addEventOptions, formatOption, languageOption } from './archive-options.ts';

export function registerQuery(program: CommandUnknownOpts, action: Action): void {
  addEventOptions(
    program
      .command('query')
      .description(say`ask the log archive in SQL; it only reads`)
      .argument('[sql]', say`one SELECT in Trino's dialect, or - to read it from the standard input`)
      .option('--tables', say`list the tables and their columns instead`, false)
      .addOption(
        new Option('--ddl <dialect>', say`print the statements that make the tables, or the one that is named`).choices(
          DDL_DIALECTS,
        ),
      ),
  )
    .addOption(formatOption)
    .option('--limit <rows>', say`the most rows`, '1000')
    .addOption(languageOption)
    .addHelpText('after', EXAMPLES)
    .action((sql, options) =>
      action(() => import('./query-run.ts'))({ ...options, ...(sql === undefined ? {} : { sql }) }),
    );
}

const EXAMPLES = say`
Examples:
  metsuke query --tables
  metsuke query --ddl trino cloudtrail
  metsuke query "SELECT eventname, count(*) AS n FROM cloudtrail GROUP BY 1 ORDER BY n DESC LIMIT 10"
  metsuke query "SELECT * FROM guardduty_findings WHERE severity >= 7" --from 7d --format csv`;
