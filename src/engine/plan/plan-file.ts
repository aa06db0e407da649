import * as z from 'zod';
import { MetsukeError } from '../../domain/errors.ts';
import { canonicalJson, type Json } from '../../domain/json.ts';
import { refuseNewer } from '../../domain/newer-format.ts';
import { say } from '../../domain/say.ts';
import type { Step } from '../steps/step.ts';
import type { Plan } from './plan.ts';

/**
 * A saved plan is made once more before it is applied, from the configuration and the organization as they are then.
 * It is applied only when the same steps come out: so what is applied is always derived from what was observed, and a
 * tampered file changes nothing.
 */

const FORMAT = 1;

const header = z.looseObject({
  format: z.literal(`metsuke-plan/${FORMAT}`),
  metsukeVersion: z.string(),
  purpose: z.enum(['apply', 'destroy']),
  salt: z.string(),
  madeAt: z.string(),
  organization: z.looseObject({ id: z.string(), managementAccountId: z.string() }),
  steps: z.array(z.looseObject({ id: z.string(), kind: z.string(), title: z.string() })),
});

export interface SavedPlan {
  readonly plan: Plan;
  /** Of the fingerprints in the plan. */
  readonly salt: string;
}

export function serializePlan({ plan, salt }: SavedPlan): string {
  return `${JSON.stringify({ ...plan, salt }, null, 2)}\n`;
}

export function parsePlan(text: string, file: string): SavedPlan {
  const value = parseJson(text, file);
  refuseNewer(file, formatOf(value), FORMAT);
  const parsed = header.safeParse(value);
  if (!parsed.success) {
    throw new MetsukeError('plan-unreadable', say`${file} is not a plan of this version of Metsuke.`, {
      hint: say`Write a new one with: metsuke plan --out plan.json`,
    });
  }
  return { plan: value as Plan, salt: parsed.data.salt };
}

/** The number in `metsuke-plan/1`. */
function formatOf(value: unknown): number {
  const { format } = (value ?? {}) as { format?: unknown };
  return Number(/^metsuke-plan\/(\d+)$/.exec(String(format))?.[1] ?? 0);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MetsukeError('plan-unreadable', say`${file} is not JSON: ${(cause as Error).message}`, {
      hint: say`Write a new one with: metsuke plan --out plan.json`,
      cause,
    });
  }
}

/** Sentences that say what changed since the plan was saved; none: it may be applied. */
export function differencesBetween(saved: Plan, current: Plan): readonly string[] {
  if (saved.organization.id !== current.organization.id) {
    return [say`it was made for the organization ${saved.organization.id}; this is ${current.organization.id}`];
  }
  if (current.steps.length === 0 && saved.steps.length > 0) {
    return [say`nothing of it is left to do: it was applied already, or the organization became so in another way`];
  }
  const before = new Map(saved.steps.map((step) => [step.id, step]));
  const after = new Map(current.steps.map((step) => [step.id, step]));
  const gone = saved.steps
    .filter(({ id }) => !after.has(id))
    .map((step) => say`${nameOf(step)} is not needed any more`);
  const added = current.steps.filter(({ id }) => !before.has(id)).map((step) => say`${nameOf(step)} is needed now`);
  const changed = current.steps.flatMap((step) => {
    const old = before.get(step.id);
    return old && !isSameStep(old, step) ? [say`${nameOf(step)} would now do something else`] : [];
  });
  const version =
    saved.metsukeVersion === current.metsukeVersion || changed.length + added.length + gone.length === 0
      ? []
      : [say`it was made by Metsuke ${saved.metsukeVersion}; this is ${current.metsukeVersion}`];
  return [...gone, ...added, ...changed, ...version];
}

/** Dependencies are left out: another step that comes or goes changes them, and is told by itself. */
function isSameStep({ dependsOn: _, ...a }: Step, { dependsOn: __, ...b }: Step): boolean {
  return canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);
}

function nameOf(step: Step): string {
  return `${step.title} (${step.kind})`;
}
