import type { Lead } from '../../../domain/disturbance.ts';
import type { TargetId } from '../../../domain/ids.ts';
import { canonicalJson, type Json, type JsonObject } from '../../../domain/json.ts';
import { type Guardrail, isGuardrailEnabled, targetsOf } from '../../../guardrails/guardrail.ts';
import type { ObservedPolicy } from '../../observe/snapshot.ts';
import { latestFirst } from '../../observe/suspects.ts';
import { culprits } from '../../plan/culprit.ts';
import { organizationFactsOf, type PlanInput } from '../../plan/input.ts';
import { entriesOfActive } from '../../plan/suspects.ts';
import { diffValues } from '../../plan/value-diff.ts';
import type { ValueChange } from '../change.ts';
import type { Placed } from '../placed.ts';
import type { PolicyStep, PolicyTarget } from './step.ts';

/** No moment without a statement that moves into another policy: that one is there before its old one goes. */
export function planPolicies(input: PlanInput): readonly Placed<PolicyStep>[] {
  const { guardrails, config } = input;
  const steps = guardrails.flatMap((guardrail) => planPolicy(guardrail, input) ?? []);
  const carried = new Set(guardrails.filter(({ isPartOfAnother }) => isPartOfAnother?.(config)).map(({ id }) => id));
  const carriers = steps.filter(({ action }) => action !== 'delete').map(({ id }) => id);
  return steps.map((step) => ({
    step,
    after: [`policy-type:${step.policyType}`, ...(step.action === 'delete' && carried.has(step.title) ? carriers : [])],
    before: [],
  }));
}

/** Null when the policy is as it should be. */
export function planPolicy(guardrail: Guardrail, input: PlanInput): Omit<PolicyStep, 'dependsOn'> | null {
  const name = guardrail.policyName(input.config);
  const observed = input.snapshot.policies.find((policy) => policy.name === name && policy.type === guardrail.type);
  if (!isGuardrailEnabled(guardrail, input.config))
    return observed ? planPolicyDeletion(guardrail, observed, input) : null;
  const wanted = targetsOf(guardrail, input.config).map((reference) => input.references.unitId(reference));
  const targets: readonly TargetId[] = [...new Set(wanted)];
  const changes = observed ? diffPolicy(guardrail, observed, input) : [];
  const attach = targets.filter((target) => !observed?.targets.includes(target));
  const detach = observed?.targets.filter((target) => !targets.includes(target)) ?? [];
  if (observed && changes.length + attach.length + detach.length === 0) return null;
  return {
    ...identityOf(guardrail, name),
    action: observed === undefined ? 'create' : changes.length > 0 ? 'update' : 'attach',
    policyId: observed?.id ?? null,
    description: guardrail.description(input.config),
    content: JSON.stringify(documentOf(guardrail, input)),
    attach: attach.map((id) => nameTarget(id, input)),
    detach: detach.map((id) => nameTarget(id, input)),
    changes,
    ...culprits(callsThatMay(observed === undefined, changes.length > 0, input), ['organizations']),
  };
}

/** What leaves a policy so: one that is missing was deleted, one that differs was updated, one without targets detached. */
function callsThatMay(isMissing: boolean, isChanged: boolean, input: PlanInput): readonly Lead[] {
  const calls = isMissing ? ['DeletePolicy'] : isChanged ? ['UpdatePolicy', 'DetachPolicy'] : ['DetachPolicy'];
  return latestFirst(entriesOfActive(input)).filter(({ call }) => calls.includes(call.split(':')[1] ?? ''));
}

export function planPolicyDeletion(
  guardrail: Guardrail,
  observed: ObservedPolicy,
  input: PlanInput,
): Omit<PolicyStep, 'dependsOn'> {
  return {
    ...identityOf(guardrail, observed.name),
    action: 'delete',
    policyId: observed.id,
    description: observed.description,
    content: observed.content,
    attach: [],
    detach: observed.targets.map((id) => nameTarget(id, input)),
    changes: [],
  };
}

function identityOf(guardrail: Guardrail, name: string) {
  return {
    kind: 'policy',
    id: `policy:${name}`,
    title: guardrail.id,
    name,
    policyType: guardrail.type,
  } as const;
}

export function nameTarget(id: TargetId, { snapshot }: PlanInput): PolicyTarget {
  if (id === snapshot.organization.rootId) return { id, name: 'root' };
  const unit = snapshot.units.find((candidate) => candidate.id === id);
  const account = snapshot.accounts.find((candidate) => candidate.id === id);
  return { id, name: unit?.path ?? account?.name ?? id };
}

function diffPolicy(guardrail: Guardrail, observed: ObservedPolicy, input: PlanInput): readonly ValueChange[] {
  const document = documentOf(guardrail, input);
  const description = diffValues(observed.description, guardrail.description(input.config), 'description');
  const before = parseContent(observed.content);
  if (before === null) return [{ path: 'document', from: '(unreadable)', to: 'ours' }, ...description];
  if (canonicalJson(before) === canonicalJson(document)) return description;
  return [...diffValues(before, document), ...description];
}

export function documentOf(guardrail: Guardrail, input: PlanInput): JsonObject {
  return guardrail.document(input.config, organizationFactsOf(input));
}

function parseContent(content: string): Json | null {
  try {
    return JSON.parse(content) as Json;
  } catch {
    return null;
  }
}
