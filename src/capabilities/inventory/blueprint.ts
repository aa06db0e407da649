// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Blueprint } from '../../blueprints/blueprint.ts';
import { makeTemplate } from '../../blueprints/cdk.ts';
import { addResourcePrefixParameter } from '../../blueprints/common.ts';
import { ours } from '../../blueprints/ours.ts';
import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import { judgeAssociation } from './occupant.ts';

/** Every instance says once a day what is installed on it. */
export const inventory: Blueprint = {
  id: 'inventory',
  title: note`Software inventory of the instances, in every governed account and region`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-Inventory',
  destination: 'governed',
  regions: 'governed',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline'],
  sensitiveParameters: [],
  // Two inventory associations on one instance, and neither runs.
  occupied: { by: 'inventory-association', judge: judgeAssociation },
  isEnabled: (config) => config.inventory.enabled,
  template: makeInventoryTemplate,
  parameters: ({ config }) => ({ ManagedResourcePrefix: config.resourcePrefix }),
};

function makeInventoryTemplate({ inventory: { everyHours, alsoGather } }: Config): Template {
  return makeTemplate('Gather what is installed on the instances of this account and region.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    const gathered = ['applications', ...new Set(alsoGather)].map((kind) => [kind, ['Enabled']]);
    new cdk.aws_ssm.CfnAssociation(scope, 'Association', {
      name: 'AWS-GatherSoftwareInventory',
      associationName: cdk.Fn.sub(ours(NAMES.association.inventory)),
      targets: [{ key: 'InstanceIds', values: ['*'] }],
      scheduleExpression: everyHours === 1 ? 'rate(1 hour)' : `rate(${everyHours} hours)`,
      parameters: Object.fromEntries(gathered),
    });
  });
}
