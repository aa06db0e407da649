import { accessReviews } from './access-reviews.ts';
import { accessSnapshots } from './access-snapshots.ts';
import { cloudtrail } from './cloudtrail.ts';
import { cloudtrailDigest } from './cloudtrail-digest.ts';
import { cloudtrailInsights } from './cloudtrail-insights.ts';
import { configCompliance } from './config-compliance.ts';
import { configItems } from './config-items.ts';
import { guarddutyFindings } from './guardduty-findings.ts';
import { patchCompliance } from './patch-compliance.ts';
import { s3AccessLogs } from './s3-access-logs.ts';
import { sessionLogs } from './session-logs.ts';
import { ssmInstances } from './ssm-instances.ts';
import { ssmInventory } from './ssm-inventory.ts';
import type { Table, TableName } from './table.ts';

/** Every table, in the order of `TABLE_NAMES`. */
export const TABLES: readonly Table[] = [
  cloudtrail,
  cloudtrailDigest,
  cloudtrailInsights,
  configItems,
  configCompliance,
  guarddutyFindings,
  s3AccessLogs,
  sessionLogs,
  ssmInventory,
  ssmInstances,
  patchCompliance,
  accessSnapshots,
  accessReviews,
];

export function tableByName(name: TableName): Table {
  const table = TABLES.find((each) => each.name === name);
  if (table === undefined) throw new Error(`There is no table ${name}.`);
  return table;
}
