import { CONFIG_FILES, configItems, readConfigItems } from './config-items.ts';
import { texts } from './data-type.ts';
import type { Table } from './table.ts';
import { unnestRows } from './unnest-rows.ts';

const COMPLIANCE = 'AWS::Config::ResourceCompliance';

/**
 * AWS Config records compliance as a resource of its own, one item a resource whenever the outcome of one of its rules
 * changes, with all its rules in it.
 */
export const configCompliance: Table = {
  name: 'config_compliance',
  what: 'what a rule said of a resource at a time: COMPLIANT or NON_COMPLIANT',
  columns: texts(
    'capturetime',
    'resourcetype',
    'resourceid',
    'configrulename',
    'compliancetype',
    'account',
    'region',
    'dt',
  ),
  time: 'capturetime',
  account: 'account',
  once: { by: ['account', 'region', 'resourcetype', 'resourceid', 'configrulename', 'capturetime'] },
  files: configItems.files,
  duckdb: (files) => `SELECT configurationitemcapturetime AS capturetime,
  json_extract_string(configuration, '$.targetResourceType') AS resourcetype,
  json_extract_string(configuration, '$.targetResourceId') AS resourceid,
  rule.configRuleName AS configrulename, rule.complianceType AS compliancetype, account, region, dt
FROM (
  SELECT *, unnest(from_json(json_extract(configuration, '$.configRuleList'),
    '[{"configRuleName": "VARCHAR", "complianceType": "VARCHAR"}]')) AS rule
  FROM (${readConfigItems(files)}) WHERE resourcetype = '${COMPLIANCE}'
)`,
  stored: {
    ...CONFIG_FILES,
    rows: `SELECT i[1].configurationitemcapturetime AS capturetime,
  json_extract_scalar(i[1].configuration, '$.targetResourceType') AS resourcetype,
  json_extract_scalar(i[1].configuration, '$.targetResourceId') AS resourceid,
  json_extract_scalar(r, '$.configRuleName') AS configrulename,
  json_extract_scalar(r, '$.complianceType') AS compliancetype, account, region, dt
FROM {stored} CROSS JOIN ${unnestRows('configurationitems', 'i')}
CROSS JOIN UNNEST(CAST(json_extract(i[1].configuration, '$.configRuleList') AS array(json))) AS u(r)
WHERE i[1].resourcetype = '${COMPLIANCE}' AND {where}`,
  },
};
