import type { Config } from '../../config/schema.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint } from '../blueprint.ts';
import { makeTemplate } from '../cdk.ts';
import { addTrailParameters, makeTrailParameters, makeTrailProperties } from '../organization-trail/trail.ts';

/** For organizations that cannot have an organization trail, or whose accounts are to own their trails. */
export const accountTrail: Blueprint = {
  id: 'account-trail',
  title: note`A trail in every governed account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-AccountTrail',
  destination: 'governed',
  regions: 'home',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline', 'logging-resource', 'trail-archive', 'trail-key'],
  sensitiveParameters: [],
  lostWithIt: note`the trails of accounts record no longer`,
  isEnabled: ({ cloudTrail }) => cloudTrail.mode === 'ACCOUNT',
  template: makeAccountTrailTemplate,
  parameters: makeTrailParameters,
};

function makeAccountTrailTemplate(config: Config): Template {
  return makeTemplate('Trail of this account.', (scope, cdk) => {
    addTrailParameters(scope, cdk);
    new cdk.aws_cloudtrail.CfnTrail(scope, 'Trail', {
      ...makeTrailProperties(cdk, config),
      isOrganizationTrail: false,
    });
  });
}
