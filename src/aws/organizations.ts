import type { Organizations } from '@aws-sdk/client-organizations';
import { MetsukeError } from '../domain/errors.ts';
import type { AccountId, OrganizationId, RootId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { IdentityPort, OrganizationsPort } from '../engine/observe/ports.ts';
import type { DelegatedAdministrator, Organization } from '../engine/observe/snapshot.ts';
import type { PolicyType } from '../guardrails/guardrail.ts';
import type { Clients } from './clients.ts';
import { makeAtMost } from './concurrency.ts';
import { listAccounts, listUnits, readAddresses } from './organization-tree.ts';
import { listAll } from './pages.ts';
import { makePolicies } from './policies.ts';
import { isAlreadyDelegated, orNull } from './quirks.ts';
import { required } from './required.ts';

export function makeOrganizations(clients: Clients, region: string, identity: IdentityPort): OrganizationsPort {
  const organizations = () => clients('organizations', region);
  const cloudFormation = () => clients('cloudformation', region);
  return {
    ...makePolicies(organizations),
    readOrganization: async () => readOrganization(await organizations(), identity),
    listAccounts: async () => listAccounts(await organizations()),
    readAddresses: async () => readAddresses(await organizations()),
    listUnits: async (root) => listUnits(await organizations(), root),
    listServiceAccess: async () => listServiceAccess(await organizations()),
    listDelegatedAdministrators: async () => listDelegatedAdministrators(await organizations()),
    async registerDelegatedAdministrator({ accountId, servicePrincipal }) {
      const input = { AccountId: accountId, ServicePrincipal: servicePrincipal };
      await orNull((await organizations()).registerDelegatedAdministrator(input), isAlreadyDelegated);
    },
    async enableServiceAccess(servicePrincipal) {
      await (await organizations()).enableAWSServiceAccess({ ServicePrincipal: servicePrincipal });
    },
    async readStackSetsAccess() {
      const { Status } = await (await cloudFormation()).describeOrganizationsAccess({});
      return Status === 'ENABLED' ? 'ENABLED' : 'DISABLED';
    },
    async activateStackSetsAccess() {
      await (await cloudFormation()).activateOrganizationsAccess({});
    },
  };
}

async function readOrganization(organizations: Organizations, identity: IdentityPort): Promise<Organization> {
  const [caller, answer] = await Promise.all([identity.readCaller(), organizations.describeOrganization({})]);
  const found = required(answer.Organization, say`the organization`);
  const id = required(found.Id, say`the id of the organization`) as OrganizationId;
  const managementAccountId = required(found.MasterAccountId, say`the management account`) as AccountId;
  if (managementAccountId !== caller.accountId) {
    throw new MetsukeError(
      'not-management-account',
      say`The credentials belong to account ${caller.accountId}; the management account of ${id} is ${managementAccountId}.`,
      { hint: say`Sign in to the management account, or choose its profile with --profile.` },
    );
  }
  const root = await readRoot(organizations);
  return {
    id,
    managementAccountId,
    ...root,
    allFeatures: found.FeatureSet === 'ALL',
  };
}

async function readRoot(organizations: Organizations): Promise<Pick<Organization, 'rootId' | 'enabledPolicyTypes'>> {
  const [root] = await listAll(async (token) => {
    const page = await organizations.listRoots({ NextToken: token });
    return { items: page.Roots, next: page.NextToken };
  });
  const enabled = (root?.PolicyTypes ?? []).filter((type) => type.Status === 'ENABLED').map((type) => type.Type ?? '');
  return {
    rootId: required(root?.Id, say`the root of the organization`) as RootId,
    enabledPolicyTypes: enabled.filter(isOurPolicyType),
  };
}

/** A type that is missing does not compile. */
const OURS: Readonly<Record<PolicyType, true>> = {
  SERVICE_CONTROL_POLICY: true,
  RESOURCE_CONTROL_POLICY: true,
  DECLARATIVE_POLICY_EC2: true,
  S3_POLICY: true,
  AISERVICES_OPT_OUT_POLICY: true,
};

function isOurPolicyType(type: string): type is PolicyType {
  return Object.hasOwn(OURS, type);
}

async function listServiceAccess(organizations: Organizations): Promise<readonly string[]> {
  const enabled = await listAll(async (token) => {
    const page = await organizations.listAWSServiceAccessForOrganization({ NextToken: token });
    return { items: page.EnabledServicePrincipals, next: page.NextToken };
  });
  return enabled.map((service) => service.ServicePrincipal ?? '').sort();
}

async function listDelegatedAdministrators(organizations: Organizations): Promise<readonly DelegatedAdministrator[]> {
  const accounts = await listAll(async (token) => {
    const page = await organizations.listDelegatedAdministrators({ NextToken: token });
    return { items: page.DelegatedAdministrators, next: page.NextToken };
  });
  const atMost = makeAtMost();
  const services = await Promise.all(
    accounts.map(({ Id = '' }) => atMost(() => listDelegatedServices(organizations, Id as AccountId))),
  );
  return services.flat();
}

async function listDelegatedServices(
  organizations: Organizations,
  account: AccountId,
): Promise<readonly DelegatedAdministrator[]> {
  const services = await listAll(async (token) => {
    const page = await organizations.listDelegatedServicesForAccount({ AccountId: account, NextToken: token });
    return { items: page.DelegatedServices, next: page.NextToken };
  });
  return services.map(({ ServicePrincipal = '' }) => ({ accountId: account, servicePrincipal: ServicePrincipal }));
}
