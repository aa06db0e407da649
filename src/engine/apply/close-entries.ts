import type { Lead } from '../../domain/disturbance.ts';
import { MetsukeError } from '../../domain/errors.ts';
import type { Ports } from '../observe/ports.ts';
import type { PlanInput } from '../plan/input.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { unansweredEntries } from '../plan/unanswered.ts';
import { instanceChangesOf } from '../steps/describe.ts';
import type { ApplyResult } from './apply-plan.ts';

/**
 * Entries that were looked at and need no more attention: what they told of is well, or is repaired by now. One that is
 * not closed costs the next plan some calls, and nothing else.
 */
export async function closeEntries(
  input: PlanInput,
  { plan, result }: { readonly plan: Plan; readonly result: ApplyResult | null },
  ports: Ports,
): Promise<void> {
  const { disturbances } = input.snapshot;
  if (!disturbances || disturbances.unseen !== undefined || plan.purpose === 'destroy') return;
  const { table, entries } = disturbances;
  if (entries.length === 0) return;
  const open = new Set<Lead>(unansweredEntries(input));
  // What --only left out is part of the whole plan.
  const left = accountsLeft(makePlan(input), result);
  const answered = entries.filter((entry) => !open.has(entry) && !left.has(entry.account));
  if (answered.length === 0) return;
  const port = ports.inAccount(table.account, input.config.stackSets.bootstrapRole).disturbances;
  try {
    await Promise.all(answered.map((entry) => port.close(table.name, table.region, entry)));
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
  }
}

/** Accounts with something of the plan that is not done. */
function accountsLeft(plan: Plan, result: ApplyResult | null): ReadonlySet<string> {
  const done = new Set(result?.steps.filter(({ outcome }) => outcome.status === 'done').map(({ step }) => step.id));
  const failuresOf = new Map(result?.steps.map(({ step, outcome }) => [step.id, outcome.failures]));
  const left = plan.steps.filter(({ id }) => !done.has(id));
  return new Set(
    left.flatMap((step): readonly string[] => {
      const failed = (failuresOf.get(step.id) ?? []).map(({ account }) => account);
      const isKnown = failed.length > 0 && failed.every((account) => account !== null);
      return isKnown
        ? failed.flatMap((account) => account ?? [])
        : instanceChangesOf(step).map(({ account }) => account);
    }),
  );
}
