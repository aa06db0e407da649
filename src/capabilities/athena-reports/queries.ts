import type { Blueprint } from '../../blueprints/blueprint.ts';
import { makeTemplate } from '../../blueprints/cdk.ts';
import { addResourcePrefixParameter } from '../../blueprints/common.ts';
import { logicalIdOf } from '../../blueprints/logical-id.ts';
import { ours } from '../../blueprints/ours.ts';
import type { Config } from '../../config/schema.ts';
import { athenaNames } from '../../domain/athena-names.ts';
import { NAMES } from '../../domain/names.ts';
import type { Template } from '../../domain/template.ts';
import { REPORTS } from '../../reports/catalog.ts';
import { configuredParameters } from '../../reports/configured.ts';
import { recentStatement } from '../../reports/recent.ts';
import type { Report } from '../../reports/report.ts';

/**
 * A template holds 51,200 bytes: reports are spread over as many as they need. What is left is for what the configuration
 * says (regions, office hours), which makes a statement longer.
 */
const BYTES_A_TEMPLATE = 44_000;

/** Every report as a query that people find in Athena's console, over the last 30 days. */
export const athenaQueries: readonly Blueprint[] = spread(REPORTS).map((reports, index) =>
  makeBlueprint(index + 1, reports),
);

function spread(reports: readonly Report[]): readonly (readonly Report[])[] {
  const parts: Report[][] = [[]];
  let bytes = 0;
  for (const report of reports) {
    const size = sizeOf(report);
    if (bytes > 0 && bytes + size > BYTES_A_TEMPLATE) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(report);
    bytes += size;
  }
  return parts;
}

/** About, since every command waits for it: to make the statements takes longer than to load all else. */
function sizeOf({ sql, tables }: Report): number {
  return sql.length + (tables.includes('cloudtrail') ? 2_500 : 1_300);
}

function makeBlueprint(part: number, reports: readonly Report[]): Blueprint {
  return {
    id: `athena-queries-${part}`,
    title: `Reports as saved queries of Athena, in the log account (part ${part})`,
    kind: 'stack-set',
    stackName: `AWSOrganizations-AthenaQueries${part}`,
    destination: 'log',
    regions: 'home',
    capabilities: [],
    dependsOn: ['stackset-execution', 'athena-reports', 'athena-accounts'],
    sensitiveParameters: [],
    isEnabled: (config) => config.reports.athena.enabled,
    template: (config) => makeQueriesTemplate(config, reports),
    parameters: ({ config }) => ({ ManagedResourcePrefix: config.resourcePrefix }),
  };
}

function makeQueriesTemplate(config: Config, reports: readonly Report[]): Template {
  const { database } = athenaNames(config.resourcePrefix);
  return makeTemplate('Reports over the log archive as queries of Amazon Athena.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    for (const report of reports) {
      new cdk.aws_athena.CfnNamedQuery(scope, logicalId(report.id), {
        name: cdk.Fn.sub(ours(report.id)),
        description: report.question.en,
        database,
        workGroup: cdk.Fn.sub(ours(NAMES.workGroup.reports)),
        queryString: recentStatement(report, configuredParameters(config), database),
      });
    }
  });
}

/** `root-use` → `RootUse` */
function logicalId(id: string): string {
  return logicalIdOf(id);
}
