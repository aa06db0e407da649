import { CAPABILITIES } from '../../capabilities/catalog.ts';
import type { Config } from '../../config/schema.ts';
import { exemptRoleArns, makeExemptionGuard } from '../exempt-roles.ts';
import type { Guardrail, OrganizationFacts } from '../guardrail.ts';
import { leaveStatement } from '../leave-organization/statement.ts';
import { EXTRAS, namedProtection } from '../named.ts';
import { makeStatement, type Protection } from '../protection.ts';
import { isCarried } from '../riders.ts';
import { rootUserStatement } from '../root-user/statement.ts';
import {
  accountSettings,
  collectedGroups,
  DEFAULT_BUS,
  gathering,
  hosts,
  sessionPreferences,
  whereNobodyElseWorks,
} from './settings.ts';

/**
 * What an account has one of, and what Metsuke keeps for hosts, images and reports. It carries the statements against
 * leaving and of the root user where they bind the same units: with FullAWSAccess, AWS allowed five policies on a target
 * until May 2026.
 */
export const protectAccounts: Guardrail = {
  id: 'protect-accounts',
  section: 'protectBaseline',
  title:
    'Nobody changes settings of an account, session documents, patch baselines, images and reports of the baseline',
  type: 'SERVICE_CONTROL_POLICY',
  policyName: (config) => `${config.resourcePrefix}-protect-accounts`,
  description: (config) =>
    [
      'Settings of accounts, documents, patch baselines, images and reports of the baseline are changed by its own roles only.',
      ...(isCarried('leaveOrganization', config) ? ['No account leaves the organization or closes itself.'] : []),
      ...(isCarried('rootUser', config) ? ['The root user of a member account can do nothing.'] : []),
    ].join(' '),
  document: (config, facts) => ({
    Version: '2012-10-17',
    Statement: [
      ...protectionsOf(config, facts).map((protection) => makeStatement(config, protection)),
      makeExemptionGuard(config, exemptRoleArns(config, config.guardrails.protectBaseline.exemptRoles)),
      ...(isCarried('leaveOrganization', config) ? [leaveStatement()] : []),
      ...(isCarried('rootUser', config) ? [rootUserStatement(config)] : []),
    ],
  }),
};

function protectionsOf(config: Config, facts: OrganizationFacts): readonly Protection[] {
  const ofCapabilities = CAPABILITIES.flatMap(({ protections }) => protections?.(config) ?? []);
  return [
    namedProtection('NamedExtras', [...EXTRAS, ...ofCapabilities], config, sessionPreferences(config)),
    accountSettings(config),
    hosts(config),
    gathering(config),
    collectedGroups(config),
    ...(config.notifications.enabled ? [DEFAULT_BUS] : []),
    whereNobodyElseWorks(facts),
  ].filter(({ denied, resources }) => resources.length > 0 && denied?.length !== 0);
}
