import type { Blueprint } from '../../blueprints/blueprint.ts';
import { note } from '../../domain/say.ts';
import { PRINCIPAL } from './names.ts';
import { makeAnalyzers } from './template.ts';

/** An analyzer looks at the resources of its own region, in every account of the organization. */
export const accessAnalyzerBlueprint: Blueprint = {
  id: 'access-analyzer',
  title: note`Organization analyzers of IAM Access Analyzer in the audit account, in every governed region`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-AccessAnalyzer',
  destination: 'audit',
  regions: 'governed',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline'],
  sensitiveParameters: [],
  serviceAccess: [{ principal: PRINCIPAL, delegated: true }],
  // The analyzer reads the organization through the role of the management account, resources through those of the others.
  serviceLinkedRole: { principal: PRINCIPAL, name: 'AWSServiceRoleForAccessAnalyzer', inManagementToo: true },
  isEnabled: ({ accessAnalyzer }) => accessAnalyzer.enabled,
  template: ({ accessAnalyzer }) => makeAnalyzers(accessAnalyzer),
  parameters: ({ config }) => ({ ManagedResourcePrefix: config.resourcePrefix, HomeRegion: config.homeRegion }),
};
