import type { Blueprint } from '../../blueprints/blueprint.ts';
import type { Config } from '../../config/schema.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import type { Guardrail, PolicyType } from '../../guardrails/guardrail.ts';
import { observeGuardDuty } from './observe-guard-duty.ts';
import type { Ports } from './ports.ts';
import type { ObservedPolicy, ObservedStack, ObservedStackSet, Organization, Snapshot } from './snapshot.ts';
import { leavesRoleOut } from './stack-status.ts';
import { type Track, untracked } from './track.ts';

/** What is looked at: names of ours only, so that the cost does not grow with what others have in the account. */
export interface ObserveQuery {
  readonly config: Config;
  readonly blueprints: readonly Blueprint[];
  readonly guardrails: readonly Guardrail[];
  readonly track?: Track;
}

/**
 * Reads the organization, everything at once. Calls: pages of accounts and units, one or two per stack set and page of
 * 100 instances, a few for each policy. None per account.
 */
export async function observe(ports: Ports, query: ObserveQuery): Promise<Snapshot> {
  const { track = untracked } = query;
  const [caller, organization] = await track(
    say`the organization`,
    Promise.all([ports.identity.readCaller(), ports.organizations.readOrganization()]),
  );
  requireRightOrganization(query.config, organization);
  const [accounts, units, serviceAccess, delegatedAdministrators, stackSetsAccess, policies, stackSets, ours] =
    await Promise.all([
      track('accounts', ports.organizations.listAccounts()),
      track(say`organizational units`, ports.organizations.listUnits(organization.rootId)),
      ports.organizations.listServiceAccess(),
      ports.organizations.listDelegatedAdministrators(),
      readStackSetsAccess(ports, query.config),
      track('policies', readPolicies(ports, query)),
      readStackSets(ports, query),
      track('stacks', readManagementStacks(ports, query)),
    ]);
  return {
    organization,
    caller,
    accounts,
    units,
    serviceAccess,
    delegatedAdministrators,
    stackSetsAccess,
    policies,
    stackSets,
    ...ours,
    occupants: [],
    buckets: [],
    guardDuty: await track(
      'GuardDuty',
      observeGuardDuty(ports, {
        config: query.config,
        otherRegions: regionsInUse(stackSets),
        principals: [...serviceAccess, ...delegatedAdministrators.map(({ servicePrincipal }) => servicePrincipal)],
      }),
    ),
  };
}

/** A region that is governed no longer is known by what is still deployed there. */
function regionsInUse(stackSets: readonly ObservedStackSet[]): readonly string[] {
  return stackSets.flatMap(({ instances }) => instances.map(({ region }) => region));
}

function requireRightOrganization(config: Config, organization: Organization): void {
  if (config.organizationId === undefined || config.organizationId === organization.id) return;
  throw new MetsukeError(
    'wrong-organization',
    say`metsuke.yaml is for the organization ${config.organizationId}, but these credentials belong to ${organization.id}.`,
    { hint: say`Use another profile (--profile), or another configuration (--config).` },
  );
}

async function readStackSetsAccess(ports: Ports, config: Config): Promise<Snapshot['stackSetsAccess']> {
  if (config.stackSets.permissionModel === 'SELF_MANAGED') return 'NOT_READ';
  return ports.organizations.readStackSetsAccess();
}

async function readPolicies(ports: Ports, { config, guardrails }: ObserveQuery): Promise<readonly ObservedPolicy[]> {
  const namesByType = new Map<PolicyType, string[]>();
  for (const guardrail of guardrails) {
    namesByType.set(guardrail.type, [...(namesByType.get(guardrail.type) ?? []), guardrail.policyName(config)]);
  }
  const policies = [...namesByType].map(([type, names]) => ports.organizations.readPolicies(type, names));
  return (await Promise.all(policies)).flat();
}

async function readStackSets(
  ports: Ports,
  { blueprints, track = untracked }: ObserveQuery,
): Promise<readonly ObservedStackSet[]> {
  const existing = new Set(await ports.stackSets.listNames());
  const names = blueprints
    .filter(({ kind, stackName }) => kind === 'stack-set' && existing.has(stackName))
    .map(({ stackName }) => stackName);
  return Promise.all(names.map((name) => track(say`stack sets with their instances`, ports.stackSets.read(name))));
}

async function readManagementStacks(
  ports: Ports,
  { config, blueprints }: ObserveQuery,
): Promise<Pick<Snapshot, 'stacks' | 'roles' | 'unseenRoles'>> {
  const ours = blueprints.filter(({ kind, destination }) => kind === 'stack' && destination === 'management');
  const stacks = (
    await Promise.all(ours.map(({ stackName }) => ports.stacks.read(stackName, config.homeRegion)))
  ).filter((stack) => stack !== null);
  const roleNames = ours
    .filter((blueprint) => blueprint.isEnabled(config) && !stacks.some((stack) => makesItsRole(stack, blueprint)))
    .flatMap(({ makesRole }) => makesRole?.name(config) ?? []);
  const roles = await Promise.all(roleNames.map((name) => readRole(ports, name)));
  return {
    stacks,
    roles: roles.flatMap(({ role = null }) => role ?? []),
    unseenRoles: roles.flatMap(({ name, unseen }) => (unseen === undefined ? [] : [{ name, unseen }])),
  };
}

/** Not the stack that brings the rest to a role of somebody else. */
function makesItsRole({ name, parameters }: ObservedStack, { stackName, makesRole }: Blueprint): boolean {
  return name === stackName && !leavesRoleOut(parameters, makesRole?.withoutRole ?? null);
}

async function readRole({ roles }: Ports, name: string) {
  try {
    return { name, role: await roles.readRole(name) };
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return { name, unseen: error.message };
  }
}
