import { MetsukeError } from '../../../domain/errors.ts';
import { canonicalJson, type Json } from '../../../domain/json.ts';
import { say } from '../../../domain/say.ts';
import type { SettingValues } from '../../../domain/setting.ts';
import { adviceFor } from '../../apply/advice.ts';
import { type ApplyContext, outcome, secretOf } from '../../apply/context.ts';
import { workOnEach } from '../../apply/each-target.ts';
import { isDoorShut } from '../../apply/locked-out.ts';
import type { Failure, StepOutcome } from '../../events.ts';
import type { SettingPort } from '../../observe/ports.ts';
import type { SettingStep, SettingTarget } from './step.ts';
import { textOf } from './wanted.ts';

/** What was found is remembered before anything is put, so that a run that dies loses none of it. */
export async function applySetting(step: SettingStep, context: ApplyContext): Promise<StepOutcome> {
  const failures = await workOnEach(step, context, (target) => tryPlace(step, target, context));
  if (context.signal.aborted) return outcome('interrupted', failures);
  // Their stacks wait: what is not there yet is tried again by the next run.
  const unusableAccounts = [...new Set(failures.flatMap(({ account }) => account ?? []))];
  return outcome(failures.length > 0 ? 'failed' : 'done', failures, { unusableAccounts });
}

async function tryPlace(
  step: SettingStep,
  target: SettingTarget,
  { ports, emit, secrets }: ApplyContext,
): Promise<Failure | null> {
  const { account, region } = target;
  const own = account === step.ownAccount ? ports : ports.inAccount(account, step.throughRole);
  const port = own.settings(step.title);
  try {
    if (step.action === 'restore') await restore(port, step.memory, region);
    else await set(port, step, inClear(target, secrets));
    return null;
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    if (step.action === 'restore' && isDoorShut(error)) {
      const message = say`${account} does not let ${step.throughRole} in; what ${step.title} set there stays.`;
      const hint = say`Let the role in, or exclude the account.`;
      emit({
        type: 'step-note',
        step: step.id,
        finding: { severity: 'warning', code: 'locked-out', message, hint, account: { id: account } },
      });
      return null;
    }
    return { account, region, reason: error.message, advice: error.hint ?? adviceFor(error.message) };
  }
}

/** With the values that the plan does not hold. */
function inClear(target: SettingTarget, secrets: ApplyContext['secrets']): SettingTarget {
  const hidden = Object.entries(target.hidden ?? {}).map(([name, fingerprint]) => [
    name,
    JSON.parse(secretOf(fingerprint, secrets)) as Json,
  ]);
  return { ...target, values: { ...target.values, ...Object.fromEntries(hidden) } };
}

async function set(port: SettingPort, { memory, onlyAsShown }: SettingStep, target: SettingTarget): Promise<void> {
  const { values, givenBack, region } = target;
  const [before, found] = [await port.recall(memory, region), await port.read(values, region)];
  if (onlyAsShown) requireAsShown(found, target);
  // What was found first counts: what a later run finds may be what an earlier one has put.
  const known = { ...found, ...before };
  if (!isSame(known, before)) await port.remember(memory, known, region);
  await port.put({ ...values, ...pick(known, givenBack) }, region, found);
  // Not before it is back: a run that dies in between gives it back again.
  const kept = without(known, givenBack);
  if (!isSame(kept, known)) await port.remember(memory, kept, region);
}

/** What an earlier run has put already is no surprise. */
function requireAsShown(found: SettingValues, { values, changes }: SettingTarget): void {
  const shown = Object.fromEntries(changes.map(({ path, from }) => [path, from]));
  const unshown = Object.entries(values).filter(
    ([name, wanted]) =>
      textOf(found[name]) !== shown[name] && canonicalJson(found[name] ?? null) !== canonicalJson(wanted),
  );
  if (unshown.length === 0) return;
  const now = unshown.map(([name]) => `${name} ${textOf(found[name])}`).join(', ');
  throw new MetsukeError('plan-stale', say`What is there now is not what the plan shows: ${now}.`, {
    hint: say`Plan again, and read what goes.`,
  });
}

async function restore(port: SettingPort, memory: string, region: string): Promise<void> {
  const before = await port.recall(memory, region);
  if (before === null) return;
  // The plan lists nothing that goes: what came since stays.
  await port.put(before, region, {});
  await port.forget(memory, region);
}

function isSame(values: SettingValues, others: SettingValues | null): boolean {
  return canonicalJson(values) === canonicalJson(others ?? {});
}

function pick(values: SettingValues, names: readonly string[]): SettingValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

function without(values: SettingValues, names: readonly string[]): SettingValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}
