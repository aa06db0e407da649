import type { TargetId } from '../../domain/ids.ts';
import { canonicalJson, type Json } from '../../domain/json.ts';
import type { Guardrail } from '../../guardrails/guardrail.ts';
import type { ObservedPolicy } from '../observe/snapshot.ts';
import type { PlanInput } from './input.ts';
import type { PolicyStep, ValueChange } from './plan.ts';
import { diffValues } from './value-diff.ts';

/** Null when the policy is as it should be. */
export function planPolicy(guardrail: Guardrail, input: PlanInput): Omit<PolicyStep, 'dependsOn'> | null {
  const name = guardrail.policyName(input.config);
  const observed = input.snapshot.policies.find((policy) => policy.name === name && policy.type === guardrail.type);
  if (!guardrail.isEnabled(input.config)) return observed ? planPolicyDeletion(guardrail, observed) : null;
  const wanted = guardrail.targets(input.config).map((reference) => input.references.unitId(reference));
  const targets = [...new Set(wanted)];
  const changes = observed ? diffPolicy(guardrail, observed, input) : [];
  const attach = targets.filter((target) => !observed?.targets.includes(target));
  const detach = observed?.targets.filter((target) => !targets.includes(target)) ?? [];
  if (observed && changes.length + attach.length + detach.length === 0) return null;
  return {
    ...identityOf(guardrail, name),
    action: observed === undefined ? 'create' : changes.length > 0 ? 'update' : 'attach',
    policyId: observed?.id ?? null,
    description: guardrail.description(input.config),
    content: JSON.stringify(guardrail.document(input.config)),
    attach,
    detach,
    changes,
  };
}

export function planPolicyDeletion(guardrail: Guardrail, observed: ObservedPolicy): Omit<PolicyStep, 'dependsOn'> {
  return {
    ...identityOf(guardrail, observed.name),
    action: 'delete',
    policyId: observed.id,
    description: observed.description,
    content: observed.content,
    attach: [] as readonly TargetId[],
    detach: observed.targets,
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

function diffPolicy(guardrail: Guardrail, observed: ObservedPolicy, input: PlanInput): readonly ValueChange[] {
  const document = guardrail.document(input.config);
  const description = diffValues(observed.description, guardrail.description(input.config), 'description');
  const before = parseContent(observed.content);
  if (before === null) return [{ path: 'document', from: '(unreadable)', to: 'ours' }, ...description];
  if (canonicalJson(before) === canonicalJson(document)) return description;
  return [...diffValues(before, document), ...description];
}

function parseContent(content: string): Json | null {
  try {
    return JSON.parse(content) as Json;
  } catch {
    return null;
  }
}
