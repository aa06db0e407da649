import type { Blueprint, DeploymentContext } from '../../src/blueprints/blueprint.ts';
import type { Config } from '../../src/config/schema.ts';
import { configSchema } from '../../src/config/schema.ts';
import type { AccountId, OrganizationId, RootId } from '../../src/domain/ids.ts';
import type { DeployedTemplate } from './cloudformation.ts';
import { deploy } from './cloudformation.ts';

export const MANAGEMENT = '111111111111';
export const AUDIT = '222222222222';
export const LOG = '333333333333';
/** A member account without a duty of its own. */
export const MEMBER = '444444444444';
/** An account of no organization of ours. */
export const FOREIGN = '999999999999';

export const ORGANIZATION = 'o-ours000000';
export const FOREIGN_ORGANIZATION = 'o-foreign000';
/** What a policy may say of the organization. */
export const FACTS = {
  organizationId: ORGANIZATION as OrganizationId,
  auditAccountId: AUDIT as AccountId,
  logAccountId: LOG as AccountId,
};
export const HOME_REGION = 'ap-northeast-1';

type Section = Readonly<Record<string, unknown>>;

/** A VPC with everything that one may have. */
export const A_SESSION_VPC = {
  account: MEMBER,
  vpcId: 'vpc-0123456789abcdef0',
  cidrs: ['10.0.0.0/16'],
  subnetIds: ['subnet-0123456789abcdef0'],
  routeTableIds: ['rtb-0123456789abcdef0'],
};

/** Notifications in every way there is; most are off by default. */
export const EVERY_CHANNEL = {
  notifications: {
    securityEmail: 'security@example.com',
    language: 'ja',
    quietHours: { from: '22:00', to: '07:00' },
    breakGlassRoles: ['BreakGlass'],
    slack: { workspaceId: 'T012ABCDEF', channelId: 'C012ABCDEF' },
    webhook: { secret: 'metsuke/webhook' },
  },
};

/** A configuration with its defaults, and what the test is about. */
export function aConfig(changes: Section = {}): Config {
  return configSchema.parse({
    version: 1,
    accounts: { audit: AUDIT, log: LOG },
    notifications: { securityEmail: 'security@example.com' },
    ...changes,
  });
}

export function aContext(changes: Section = {}): DeploymentContext {
  const config = aConfig(changes);
  return {
    config,
    organizationId: ORGANIZATION as OrganizationId,
    managementAccountId: MANAGEMENT as AccountId,
    rootId: 'r-root' as RootId,
    auditAccountId: AUDIT as AccountId,
    logAccountId: LOG as AccountId,
    imageAccountId: AUDIT as AccountId,
    ruleExceptions: [],
    sessionVpcs: config.sessions.endpoints.map(({ vpcId, account, region = config.homeRegion }) => ({
      vpcId,
      account: account as AccountId,
      region,
    })),
    accountIds: [AUDIT, LOG, MANAGEMENT].sort() as AccountId[],
    accounts: [
      { id: MANAGEMENT, name: 'master', unit: '' },
      { id: AUDIT, name: 'audit', unit: 'Security' },
      { id: LOG, name: "the log's; 100%", unit: 'Security/ログ' },
    ],
  };
}

/** What a blueprint leaves behind in an account of its destination (for members, in MEMBER). */
export function deployBlueprint(blueprint: Blueprint, changes: Section = {}): DeployedTemplate {
  const context = aContext(changes);
  const members = { governed: MEMBER, members: MEMBER, 'session-vpcs': MEMBER };
  const accounts = { management: MANAGEMENT, audit: AUDIT, log: LOG, image: AUDIT, ...members };
  return deploy(blueprint.template(context.config), {
    accountId: accounts[blueprint.destination],
    region: context.config.homeRegion,
    parameters: blueprint.parameters(context),
  });
}
