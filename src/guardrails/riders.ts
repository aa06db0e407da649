import type { Config } from '../config/schema.ts';

type Rider = 'leaveOrganization' | 'rootUser';

/**
 * Whether the policy protect-accounts carries a short guardrail: where both bind the same units, one policy does, and AWS
 * counts policies.
 */
export function isCarried(rider: Rider, { guardrails }: Config): boolean {
  const { protectBaseline } = guardrails;
  const { enabled, targets } = guardrails[rider];
  return enabled && protectBaseline.enabled && asSet(targets) === asSet(protectBaseline.targets);
}

function asSet(targets: readonly string[]): string {
  return [...new Set(targets)].sort().join('\n');
}
