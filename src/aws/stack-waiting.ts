import type { CloudFormation, Stack, StackEvent } from '@aws-sdk/client-cloudformation';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { plainWords } from './errors.ts';
import { pagesOf } from './pages.ts';
import type { Clock } from './poll.ts';
import { poll } from './poll.ts';
import { describeStack } from './stack-reading.ts';

/** Waits for whatever is under way on the stack. Null when there is no such stack (any more). */
export async function waitUntilSettled(
  cloudFormation: CloudFormation,
  name: string,
  clock: Clock,
): Promise<Stack | null> {
  const settled = await poll(clock, async () => {
    const stack = await describeStack(cloudFormation, name);
    return stack !== null && isInProgress(stack.StackStatus) ? null : { stack };
  });
  return settled.stack;
}

export interface Expectation {
  /** Statuses that mean success; `ABSENT` for no stack at all. */
  readonly wanted: readonly string[];
  /** `created`: for the sentence when it was not. */
  readonly verb: string;
  readonly clock: Clock;
}

export async function expectStatus(
  cloudFormation: CloudFormation,
  stackId: string,
  { wanted, verb, clock }: Expectation,
): Promise<void> {
  const stack = await waitUntilSettled(cloudFormation, stackId, clock);
  if (wanted.includes(stack?.StackStatus ?? 'ABSENT')) return;
  const name = stack?.StackName ?? stackId;
  const reason = (await readFailure(cloudFormation, stackId)) ?? stack?.StackStatusReason ?? say`AWS gives no reason`;
  const message = say`Stack ${name} was not ${verb} (${stack?.StackStatus ?? say`it is gone`}): ${plainWords(reason)}`;
  throw new MetsukeError('stack-failed', message);
}

/** REVIEW_IN_PROGRESS is no progress: the stack waits for somebody to execute a change set. */
function isInProgress(status: string | undefined): boolean {
  return status !== 'REVIEW_IN_PROGRESS' && (status ?? '').endsWith('_IN_PROGRESS');
}

/** The earliest failure of the last operation; what came after it was only cancelled. */
async function readFailure(cloudFormation: CloudFormation, stackId: string): Promise<string | null> {
  const failures = (await readLastOperation(cloudFormation, stackId)).filter(isFailure);
  const first = failures.at(-1);
  return first === undefined ? null : `${first.LogicalResourceId}: ${first.ResourceStatusReason}`;
}

/** Events come newest first, over the whole life of the stack. */
async function readLastOperation(cloudFormation: CloudFormation, stackId: string): Promise<readonly StackEvent[]> {
  const pages = pagesOf(async (token) => {
    const page = await cloudFormation.describeStackEvents({ StackName: stackId, NextToken: token });
    return { items: page.StackEvents, next: page.NextToken };
  });
  const events: StackEvent[] = [];
  for await (const page of pages) {
    const start = page.findIndex(isStart);
    events.push(...(start === -1 ? page : page.slice(0, start)));
    if (start !== -1) break;
  }
  return events;
}

function isStart(event: StackEvent): boolean {
  const isOfStack = event.PhysicalResourceId === event.StackId;
  return isOfStack && /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(event.ResourceStatus ?? '');
}

function isFailure(event: StackEvent): boolean {
  const reason = event.ResourceStatusReason ?? '';
  return (
    /^(CREATE|UPDATE|DELETE)_FAILED$/.test(event.ResourceStatus ?? '') && reason !== '' && !/cancelled/i.test(reason)
  );
}
