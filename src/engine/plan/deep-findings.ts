import type { Finding } from '../../domain/finding.ts';
import type { AccountId } from '../../domain/ids.ts';
import { note } from '../../domain/say.ts';
import type { DeepAnswer, DriftFailure, ObservedDeep, Remedy } from '../observe/deep.ts';
import type { Snapshot } from '../observe/snapshot.ts';
import { instanceChangesOf } from '../steps/describe.ts';
import type { Step } from '../steps/step.ts';
import { SERVICE_LINKED_ROLE, SESSION_DEFAULTS, settingOf } from './deep.ts';
import type { PlanInput } from './input.ts';

/** What a look at every account found and no step repairs, with what to do by hand; and what nobody could look at. */
export function deepPlanFindings(steps: readonly Step[], input: PlanInput): readonly Finding[] {
  const { deep } = input.snapshot;
  if (deep === undefined) return [];
  const open = deep.answers.filter((answer) => !isTold(answer, steps, input.snapshot));
  return [
    // An apply repairs what it can beside them.
    ...answerFindings(open, input, ({ remedy }) => remedy).map((finding) => ({
      ...finding,
      severity: 'warning' as const,
    })),
    ...deep.failures.filter(({ isExpected, account }) => !isExpected && !isShut(account, deep)).map(driftFinding),
  ];
}

/** That nobody gets in there is told already. */
function isShut(account: AccountId | null, { answers }: ObservedDeep): boolean {
  return account !== null && answers.some((answer) => answer.account === account && answer.state === 'unknown');
}

function driftFinding({ title, account, reason }: DriftFailure): Finding {
  const where = account === null ? '' : ` ${account}`;
  const message = note`Whether ${title}${where} was changed by hand is unknown: ${reason}`;
  return { severity: 'warning', code: 'unknown', message, ...(account !== null && { account: { id: account } }) };
}

/** It was asked exactly since, and has a step or a finding of its own. */
function isTold(answer: DeepAnswer, steps: readonly Step[], { suspects = [], recordings = [] }: Snapshot): boolean {
  const { account, region, part, isForPlan, name } = answer;
  if (!isForPlan) return answer.state === 'well';
  const isHere = (one: { readonly account: string; readonly region: string }): boolean =>
    one.account === account && one.region === region;
  const has = (step: Step): boolean => instanceChangesOf(step).some(isHere);
  const setting = settingOf(part);
  if (setting !== null) return steps.some((step) => step.kind === 'setting' && step.title === setting && has(step));
  switch (part) {
    case SERVICE_LINKED_ROLE:
      return steps.some((step) => step.kind === 'service-linked-role' && step.roleName === name);
    case SESSION_DEFAULTS:
      return steps.some((step) => step.kind === 'session-defaults' && has(step));
    default:
      return (
        steps.some((step) => step.kind === 'stack' && step.makesRole === name && has(step)) ||
        recordings.some((one) => isHere(one) && one.name === name && ['off', 'missing'].includes(one.state)) ||
        suspects.some(
          ({ stack, state, ...place }) =>
            isHere(place) &&
            (state.kind === 'drifted'
              ? state.resources.some(({ type }) => type === part)
              : ['gone', 'stuck'].includes(state.kind) && stack.split('/').includes(name)),
        )
      );
  }
}

/** What is wrong, then what nobody could look at: a reason once an account. */
export function answerFindings(
  answers: readonly DeepAnswer[],
  { snapshot }: Pick<PlanInput, 'snapshot'>,
  remedyOf: (answer: DeepAnswer) => Remedy | null,
): readonly Finding[] {
  const nameOf = (id: AccountId): string => snapshot.accounts.find((account) => account.id === id)?.name ?? id;
  const faults = answers.filter(({ state }) => state === 'fault');
  const unknown = answers.filter(({ state }) => state === 'unknown');
  return [
    ...faults.map((answer) => ({ ...faultFinding(answer, nameOf(answer.account)), ...remedyOf(answer) })),
    ...unknownFindings(unknown, nameOf),
  ];
}

function faultFinding({ account: id, region, reason }: DeepAnswer, name: string): Finding {
  return {
    severity: 'error',
    code: 'does-not-work',
    message: note`In the account ${name} (${id}), ${region}: ${reason}`,
    account: { id, name },
  };
}

function unknownFindings(answers: readonly DeepAnswer[], nameOf: (id: AccountId) => string): readonly Finding[] {
  const groups = new Map<string, DeepAnswer[]>();
  for (const answer of answers) {
    const key = `${answer.account} ${answer.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  return [...groups.values()].map((group): Finding => {
    const { account: id, reason } = group[0] as DeepAnswer;
    const name = nameOf(id);
    const regions = [...new Set(group.map(({ region }) => region))].join(', ');
    return {
      severity: 'warning',
      code: 'unknown',
      message: note`Whether ${group.length} parts in the account ${name} (${id}), ${regions}, work is unknown: ${reason}`,
      account: { id, name },
      hint: note`metsuke check --accounts tries the role that looks there.`,
    };
  });
}
