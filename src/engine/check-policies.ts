import type { Finding } from '../domain/finding.ts';
import type { TargetId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import { type Guardrail, isGuardrailEnabled, type PolicyType, targetsOf } from '../guardrails/guardrail.ts';
import { checkPolicySize, POLICIES_PER_TARGET } from '../guardrails/size.ts';
import type { CheckedItem } from './check.ts';
import type { Ports } from './observe/ports.ts';
import type { PlanInput } from './plan/input.ts';
import { nameTarget } from './plan/policy.ts';

/** Sizes of our policies, and how many each of their targets would carry. Costs a call for each type and target. */
export async function checkPolicies(ports: Ports, input: PlanInput): Promise<CheckedItem> {
  const { config, snapshot } = input;
  const enabled = input.guardrails.filter((guardrail) => isGuardrailEnabled(guardrail, config));
  const loads = await Promise.all(loadsOf(enabled, input).map((load) => readLoad(load, ports, input)));
  const fullest = Math.max(0, ...loads.map(({ after }) => after));
  const facts = { organizationId: snapshot.organization.id };
  return {
    what: 'policies',
    found: say`${enabled.length} of Metsuke; at most ${fullest} of a type on one target`,
    findings: [
      ...enabled.flatMap((guardrail) => checkPolicySize(guardrail, config, facts)),
      ...loads.flatMap(overload),
    ],
  };
}

/** What of ours is meant to be attached to one target. */
interface Load {
  readonly type: PolicyType;
  readonly target: TargetId;
  readonly names: readonly string[];
}

function loadsOf(guardrails: readonly Guardrail[], { config, references }: PlanInput): readonly Load[] {
  const loads = new Map<string, Load>();
  for (const guardrail of guardrails) {
    for (const target of new Set(targetsOf(guardrail, config).map(references.unitId))) {
      const key = `${guardrail.type} ${target}`;
      const names = [...(loads.get(key)?.names ?? []), guardrail.policyName(config)];
      loads.set(key, { type: guardrail.type, target, names });
    }
  }
  return [...loads.values()];
}

interface MeasuredLoad extends Load {
  readonly targetName: string;
  readonly after: number;
  readonly others: readonly string[];
}

async function readLoad(load: Load, ports: Ports, input: PlanInput): Promise<MeasuredLoad> {
  const { type, target, names } = load;
  const isOn = input.snapshot.organization.enabledPolicyTypes.includes(type);
  // Enabling the type attaches AWS's own policy, which counts: FullAWSAccess or RCPFullAWSAccess.
  const attached = isOn ? await ports.organizations.listPoliciesOn(target, type) : AT_FIRST[type];
  const others = attached.filter((name) => !names.includes(name));
  return { ...load, targetName: nameTarget(target, input).name, others, after: others.length + names.length };
}

const AT_FIRST: Readonly<Record<PolicyType, readonly string[]>> = {
  SERVICE_CONTROL_POLICY: ['FullAWSAccess'],
  RESOURCE_CONTROL_POLICY: ['RCPFullAWSAccess'],
  DECLARATIVE_POLICY_EC2: [],
};

function overload({ type, targetName, after, names, others }: MeasuredLoad): readonly Finding[] {
  const limit = POLICIES_PER_TARGET[type];
  if (after <= limit) return [];
  const message = say`${targetName} would carry ${after} policies of the type ${type}; AWS allows ${limit}: ${names.length} of Metsuke beside ${others.join(', ')}.`;
  const hint = say`Detach some, put their statements together, or attach those of Metsuke to units below (guardrails.*.targets).`;
  return [{ severity: 'error', code: 'quota', message, hint }];
}
