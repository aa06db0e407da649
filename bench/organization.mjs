// What the benchmark itself does in an organization, and what it reads there to see who did which work.
import { GuardDutyClient, ListDetectorsCommand, paginateListMembers } from '@aws-sdk/client-guardduty';
import {
  EnableAWSServiceAccessCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListRootsCommand,
  OrganizationsClient,
  paginateListPoliciesForTarget,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import { AUDIT, MANAGEMENT } from './sandbox.mjs';

/** For peers that have no command for it. */
export async function enableInOrganization(sandbox, job) {
  const client = new OrganizationsClient(sandbox.clientOptions(MANAGEMENT));
  for (const ServicePrincipal of job.trustedAccess) {
    await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  }
  for (const { account, principal } of job.delegatedAdministrators) {
    const wish = { AccountId: account, ServicePrincipal: principal };
    await client.send(new RegisterDelegatedAdministratorCommand(wish));
  }
}

/** @returns {Promise<{ policies: number, trustedAccess: number, delegatedAdministrators: number, guardDutyMembers: number }>} */
export async function readOrganization(sandbox) {
  const client = new OrganizationsClient(sandbox.clientOptions(MANAGEMENT));
  const { EnabledServicePrincipals } = await client.send(new ListAWSServiceAccessForOrganizationCommand({}));
  const { DelegatedAdministrators } = await client.send(new ListDelegatedAdministratorsCommand({}));
  return {
    policies: await countPolicies(client),
    trustedAccess: EnabledServicePrincipals.length,
    delegatedAdministrators: DelegatedAdministrators.length,
    guardDutyMembers: await countMembers(new GuardDutyClient(sandbox.clientOptions(AUDIT))),
  };
}

/** At the root, without AWS's own policy. */
async function countPolicies(client) {
  const { Roots } = await client.send(new ListRootsCommand({}));
  const wish = { TargetId: Roots[0].Id, Filter: 'SERVICE_CONTROL_POLICY' };
  let count = 0;
  for await (const { Policies } of paginateListPoliciesForTarget({ client }, wish)) {
    count += Policies.filter(({ AwsManaged }) => !AwsManaged).length;
  }
  return count;
}

async function countMembers(client) {
  const { DetectorIds } = await client.send(new ListDetectorsCommand({}));
  let count = 0;
  for (const DetectorId of DetectorIds) {
    for await (const { Members } of paginateListMembers({ client }, { DetectorId })) count += Members.length;
  }
  return count;
}
