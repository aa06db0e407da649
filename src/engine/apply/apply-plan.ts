import { Interruption, MetsukeError } from '../../domain/errors.ts';
import type { RootId } from '../../domain/ids.ts';
import { say } from '../../domain/say.ts';
import type { Failure, StepOutcome } from '../events.ts';
import type { Plan } from '../plan/plan.ts';
import { applyStep } from '../steps/apply.ts';
import type { Step } from '../steps/step.ts';
import { adviceFor } from './advice.ts';
import { type ApplyContext, outcome, type RunContext } from './context.ts';
import { runGraph } from './graph.ts';

export interface ApplyResult {
  readonly status: 'done' | 'failed' | 'interrupted';
  readonly steps: readonly { readonly step: Step; readonly outcome: StepOutcome }[];
}

/** Does what the plan says, as parallel as its dependencies allow. Never throws for what AWS refuses: outcomes say it. */
export async function applyPlan(plan: Plan, root: RootId, context: RunContext): Promise<ApplyResult> {
  context.emit({ type: 'run-started', steps: plan.steps });
  const finished = await runGraph(plan.steps, async (step, upstream: readonly Finished[]) => ({
    step,
    outcome: await runStep(step, upstream, { ...context, root }),
  }));
  const steps = plan.steps.map((step) => finished.get(step.id) ?? { step, outcome: outcome('skipped') });
  const statuses = steps.map((one) => one.outcome.status);
  if (context.signal.aborted) return { status: 'interrupted', steps };
  return { status: statuses.every((status) => status === 'done') ? 'done' : 'failed', steps };
}

type StepContext = RunContext & Pick<ApplyContext, 'root'>;

interface Finished {
  readonly step: Step;
  readonly outcome: StepOutcome;
}

async function runStep(step: Step, before: readonly Finished[], context: StepContext): Promise<StepOutcome> {
  const upstream = before.map((one) => one.outcome);
  const blocking = before.filter((one) => isBlocking(one, step)).map((one) => one.step.title);
  const unusableAccounts = new Set(upstream.flatMap((one) => one.unusableAccounts));
  const newRoles = new Set(upstream.flatMap((one) => one.newRoles));
  const unconfirmed = new Map(
    upstream.flatMap((one) => one.unconfirmed.flatMap((said) => (said.account ? [[said.account, said] as const] : []))),
  );
  const failedAccounts = new Set(upstream.flatMap(({ failures }) => failures.flatMap(({ account }) => account ?? [])));
  const result = context.signal.aborted
    ? outcome('interrupted')
    : blocking.length > 0
      ? blocked(blocking)
      : await attempt(step, { ...context, unusableAccounts, failedAccounts, newRoles, unconfirmed });
  const passedOn = withInherited(result, { unusableAccounts, newRoles, unconfirmed });
  context.emit({ type: 'step-finished', step: step.id, outcome: passedOn });
  return passedOn;
}

/**
 * A failure in some accounts blocks those accounts only; a failure of a step as a whole blocks what needs it, and so does
 * one in the account that serves all others: where logs shall go must be there, and ours, before anything delivers.
 */
function isBlocking({ step, outcome: { status, failures } }: Finished, next: Step): boolean {
  if (status === 'skipped') return true;
  if (status !== 'failed') return false;
  return failures.some(({ account }) => account === null) || servesOthers(step, next);
}

/** Threat detection goes on without its export, and looks at the stack of that by itself. */
function servesOthers(step: Step, next: Step): boolean {
  return step.kind === 'stack-set' && step.servesOthers && next.kind !== 'guard-duty';
}

function blocked(titles: readonly string[]): StepOutcome {
  return outcome('skipped', [
    {
      account: null,
      region: null,
      reason: say`Not tried: ${titles.join(', ')} failed or was not tried.`,
      advice: say`Repair that step, then apply again.`,
      notTried: true,
    },
  ]);
}

async function attempt(step: Step, context: ApplyContext): Promise<StepOutcome> {
  context.emit({ type: 'step-started', step: step.id });
  try {
    return await applyStep(step, context);
  } catch (error) {
    if (error instanceof Interruption) return outcome('interrupted');
    if (!(error instanceof MetsukeError)) throw error;
    const failure = {
      account: null,
      region: null,
      reason: error.message,
      advice: error.hint ?? adviceFor(error.message),
    };
    context.emit({ type: 'target-failed', step: step.id, failure });
    return outcome('failed', [failure]);
  }
}

function withInherited(
  result: StepOutcome,
  { unusableAccounts, newRoles, unconfirmed }: Pick<ApplyContext, 'unusableAccounts' | 'newRoles' | 'unconfirmed'>,
): StepOutcome {
  return {
    ...result,
    unusableAccounts: [...new Set([...unusableAccounts, ...result.unusableAccounts])],
    newRoles: [...new Set([...newRoles, ...result.newRoles])],
    unconfirmed: [...unconfirmed.values(), ...result.unconfirmed],
  };
}

export function failuresOf(result: ApplyResult): readonly { readonly step: Step; readonly failure: Failure }[] {
  return result.steps.flatMap(({ step, outcome: { failures } }) => failures.map((failure) => ({ step, failure })));
}
