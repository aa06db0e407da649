import type { Organizations, PolicySummary } from '@aws-sdk/client-organizations';
import type { TargetId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { OrganizationsPort } from '../engine/observe/ports.ts';
import type { ObservedPolicy } from '../engine/observe/snapshot.ts';
import type { PolicyType } from '../guardrails/guardrail.ts';
import { makeAtMost } from './concurrency.ts';
import { listAll } from './pages.ts';
import { isPolicyAbsent, isPolicyAttached, isPolicyNotAttached, isPolicyTypeEnabled, orNull } from './quirks.ts';
import { required } from './required.ts';

type PoliciesPart = Pick<
  OrganizationsPort,
  | 'readPolicies'
  | 'listPoliciesOn'
  | 'enablePolicyType'
  | 'createPolicy'
  | 'updatePolicy'
  | 'deletePolicy'
  | 'attachPolicy'
  | 'detachPolicy'
>;

/** What is already as asked for counts as done: an interrupted run is finished by the next one. */
export function makePolicies(client: () => Promise<Organizations>): PoliciesPart {
  return {
    readPolicies: async (type, names) => (names.length === 0 ? [] : readPolicies(await client(), type, names)),
    listPoliciesOn: async (target, type) => listPoliciesOn(await client(), target, type),
    async enablePolicyType(root, type) {
      await orNull((await client()).enablePolicyType({ RootId: root, PolicyType: type }), isPolicyTypeEnabled);
    },
    async createPolicy({ name, type, description, content }) {
      const input = { Name: name, Type: type, Description: description, Content: content };
      const { Policy } = await (await client()).createPolicy(input);
      return required(Policy?.PolicySummary?.Id, say`the id of policy ${name}`);
    },
    async updatePolicy(id, { name, description, content }) {
      await (await client()).updatePolicy({ PolicyId: id, Name: name, Description: description, Content: content });
    },
    async deletePolicy(id) {
      await orNull((await client()).deletePolicy({ PolicyId: id }), isPolicyAbsent);
    },
    async attachPolicy(id, target) {
      await orNull((await client()).attachPolicy({ PolicyId: id, TargetId: target }), isPolicyAttached);
    },
    async detachPolicy(id, target) {
      await orNull((await client()).detachPolicy({ PolicyId: id, TargetId: target }), isPolicyNotAttached);
    },
  };
}

async function listPoliciesOn(
  organizations: Organizations,
  target: TargetId,
  type: PolicyType,
): Promise<readonly string[]> {
  const policies = await listAll(async (token) => {
    const page = await organizations.listPoliciesForTarget({ TargetId: target, Filter: type, NextToken: token });
    return { items: page.Policies, next: page.NextToken };
  });
  return policies.map(({ Name = '' }) => Name);
}

async function readPolicies(
  organizations: Organizations,
  type: PolicyType,
  names: readonly string[],
): Promise<readonly ObservedPolicy[]> {
  const summaries = await listAll(async (token) => {
    const page = await organizations.listPolicies({ Filter: type, NextToken: token });
    return { items: page.Policies, next: page.NextToken };
  });
  const wanted = summaries.filter((policy) => policy.AwsManaged !== true && names.includes(policy.Name ?? ''));
  const atMost = makeAtMost();
  return Promise.all(wanted.map((policy) => atMost(() => readPolicy(organizations, type, policy))));
}

async function readPolicy(
  organizations: Organizations,
  type: PolicyType,
  { Id = '', Name = '', Description = '' }: PolicySummary,
): Promise<ObservedPolicy> {
  const [{ Policy }, targets] = await Promise.all([
    organizations.describePolicy({ PolicyId: Id }),
    listAll(async (token) => {
      const page = await organizations.listTargetsForPolicy({ PolicyId: Id, NextToken: token });
      return { items: page.Targets, next: page.NextToken };
    }),
  ]);
  return {
    id: Id,
    name: Name,
    type,
    description: Description,
    content: required(Policy?.Content, say`the document of policy ${Name}`),
    targets: targets.map((target) => (target.TargetId ?? '') as TargetId),
  };
}
