import type { Finding } from '../../domain/finding.ts';
import type { AccountId } from '../../domain/ids.ts';
import { note } from '../../domain/say.ts';
import type { PlanInput } from '../plan/input.ts';
import type { DeepAnswer } from './answer.ts';
import type { DeepLook } from './deep-look.ts';

/** What is wrong with its remedy, then what nobody could look at: a reason once an account. */
export function deepFindings(
  { answers }: Pick<DeepLook, 'answers'>,
  { snapshot }: Pick<PlanInput, 'snapshot'>,
): readonly Finding[] {
  const nameOf = (id: AccountId): string => snapshot.accounts.find((account) => account.id === id)?.name ?? id;
  return [
    ...answers.filter(({ state }) => state === 'fault').map((answer) => faultFinding(answer, nameOf(answer.account))),
    ...unknownFindings(
      answers.filter(({ state }) => state === 'unknown'),
      nameOf,
    ),
  ];
}

function faultFinding({ account: id, region, reason, remedy }: DeepAnswer, name: string): Finding {
  return {
    severity: 'error',
    code: 'does-not-work',
    message: note`In the account ${name} (${id}), ${region}: ${reason}`,
    account: { id, name },
    ...remedy,
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

export interface DeepCounts {
  readonly well: number;
  readonly faults: number;
  readonly unknown: number;
}

export function deepCounts({ answers }: DeepLook): DeepCounts {
  const count = (wanted: DeepAnswer['state']): number => answers.filter(({ state }) => state === wanted).length;
  return { well: count('well'), faults: count('fault'), unknown: count('unknown') };
}
