import pLimit from 'p-limit';
import { MetsukeError } from '../../domain/errors.ts';
import type { TargetId } from '../../domain/ids.ts';
import { say } from '../../domain/say.ts';
import type { PolicyType } from '../../guardrails/guardrail.ts';
import type { Ports } from './ports.ts';
import type { AttachedPolicies, ForeignStackSet, Organization } from './snapshot.ts';
import { type Track, untracked } from './track.ts';

/** A target that is to carry a policy of a type. */
export interface TargetOfType {
  readonly target: TargetId;
  readonly type: PolicyType;
}

/** What each target carries, AWS's own policies among it. One call for each that is asked about. */
export function readAttachedPolicies(
  ports: Ports,
  asked: readonly TargetOfType[],
  { enabledPolicyTypes }: Pick<Organization, 'enabledPolicyTypes'>,
): Promise<readonly AttachedPolicies[]> {
  return Promise.all(
    asked.map(async ({ target, type }) => ({
      target,
      type,
      // Enabling the type attaches AWS's own policy, which counts: FullAWSAccess or RCPFullAWSAccess.
      names: enabledPolicyTypes.includes(type)
        ? await ports.organizations.listPoliciesOn(target, type)
        : AT_FIRST[type],
    })),
  );
}

const AT_FIRST: Readonly<Record<PolicyType, readonly string[]>> = {
  SERVICE_CONTROL_POLICY: ['FullAWSAccess'],
  RESOURCE_CONTROL_POLICY: ['RCPFullAWSAccess'],
  DECLARATIVE_POLICY_EC2: [],
  S3_POLICY: [],
  AISERVICES_OPT_OUT_POLICY: [],
};

const STACK_SETS_AT_ONCE = 8;

/** Stack sets that are not ours, with the role that each works with. One call for each, and a page of names. */
export async function readForeignStackSets(
  ports: Ports,
  ours: readonly string[],
  track: Track = untracked,
): Promise<readonly ForeignStackSet[]> {
  const names = (await ports.stackSets.listNames()).filter((name) => !ours.includes(name));
  const limit = pLimit(STACK_SETS_AT_ONCE);
  const reads = names.map((name) => limit(() => readOne(ports, name)));
  return Promise.all(reads.map((read) => track(say`stack sets of others`, read)));
}

async function readOne(ports: Ports, name: string): Promise<ForeignStackSet> {
  try {
    return await ports.stackSets.readForeign(name);
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return { name, role: null, regions: [], types: null, unseen: error.message };
  }
}
