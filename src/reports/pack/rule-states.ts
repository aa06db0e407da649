import { tableByName } from '../../archive/tables/catalog.ts';
import { allRows, type Engine } from '../../query/engine.ts';
import { ruleNameOf } from '../../rules/rule-name.ts';
import type { RunOptions } from '../run.ts';

/** What AWS Config last recorded of a rule, in the scope and until the end of the period. */
export interface RuleState {
  /** Resources. */
  readonly nonCompliant: number;
  readonly compliant: number;
}

/** Name in the catalogue → what is known; a rule that is not here has no recorded result. */
export type RuleStates = ReadonlyMap<string, RuleState>;

const SQL = `WITH latest AS (
  SELECT
    configrulename,
    compliancetype,
    row_number() OVER (
      PARTITION BY account, region, resourcetype, resourceid, configrulename ORDER BY capturetime DESC
    ) AS place
  FROM config_compliance
)
SELECT
  configrulename,
  count_if(compliancetype = 'NON_COMPLIANT') AS noncompliant,
  count_if(compliancetype = 'COMPLIANT') AS compliant
FROM latest
WHERE place = 1
GROUP BY 1
ORDER BY 1
`;

/** Of rules of ours alone: a rule of that name that somebody else made may look at something else. */
export async function readRuleStates(engine: Engine, options: RunOptions, resourcePrefix: string): Promise<RuleStates> {
  const { scope, accounts } = options;
  const query = { sql: SQL, tables: [tableByName('config_compliance')], scope, accounts, parameters: {} };
  const rows = await allRows(await engine.run(query));
  const states = rows.flatMap(([name, nonCompliant, compliant]) => {
    const rule = ruleNameOf(resourcePrefix, String(name));
    return rule === null ? [] : [[rule, { nonCompliant: Number(nonCompliant), compliant: Number(compliant) }] as const];
  });
  return new Map(states);
}
