import { note } from '../../domain/say.ts';
import type { StackCondition } from '../observe/condition.ts';
import type { Verdict } from '../observe/deep.ts';
import { isAtWork, isDone } from '../observe/stack-status.ts';
import { fault, unknown, well } from './answer.ts';
import type { DeepPlace, DeepStack } from './places.ts';
import { makeAgain } from './remedy.ts';

/** One list of a region's stacks answers for all of ours there. */
export function judgeStacks(
  { stacks, account, region }: DeepPlace,
  there: readonly StackCondition[],
): readonly Verdict[] {
  return stacks.map((stack) => {
    const found = there.find(({ id }) => id === stack.stackId);
    const name = nameOf(stack);
    const again = makeAgain(stack.stackSet, { account, region });
    if (found === undefined) return fault(name, note`The stack ${name} is gone.`, again);
    const condition = conditionOf(found);
    switch (condition) {
      case 'well':
        return well(name);
      case 'busy':
        return unknown(name, note`CloudFormation works on it (${found.status}): look again later`);
      case 'stuck':
        return fault(name, note`The stack ${name} is ${found.status}: ${found.reason ?? note`no reason given`}`, again);
      default:
        return condition satisfies never;
    }
  });
}

export function isGone({ stackId }: DeepStack, there: readonly StackCondition[]): boolean {
  return !there.some(({ id }) => id === stackId);
}

/** arn:aws:cloudformation:<region>:<account>:stack/<name>/<uuid> */
function nameOf({ stackId }: DeepStack): string {
  return stackId.split('/')[1] ?? stackId;
}

/** In every status that CloudFormation knows. */
function conditionOf(stack: StackCondition): 'well' | 'busy' | 'stuck' {
  if (isDone(stack)) return 'well';
  return isAtWork(stack) ? 'busy' : 'stuck';
}
