import { randomUUID } from 'node:crypto';
import type { CloudFormation, ResourceChange } from '@aws-sdk/client-cloudformation';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { plainWords } from './errors.ts';
import { listAll } from './pages.ts';
import type { Clock } from './poll.ts';
import { poll } from './poll.ts';
import { isNoChange } from './quirks.ts';
import { expectStatus, waitUntilSettled } from './stack-waiting.ts';

/**
 * A drift-aware change set of the stack's own template. A plain update with an unchanged template reverts nothing.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html
 */
export async function revertDrift(
  cloudFormation: CloudFormation,
  name: string,
  clock: Clock,
): Promise<'reverted' | 'unchanged'> {
  const before = await waitUntilSettled(cloudFormation, name, clock);
  const { Id: changeSet, StackId: stack = name } = await cloudFormation.createChangeSet({
    StackName: name,
    ChangeSetName: `metsuke-${randomUUID()}`,
    DeploymentMode: 'REVERT_DRIFT',
    UsePreviousTemplate: true,
    Parameters: (before?.Parameters ?? []).map(({ ParameterKey }) => ({ ParameterKey, UsePreviousValue: true })),
    ...(before?.Capabilities && { Capabilities: before.Capabilities }),
  });
  const made = await poll(clock, async () => {
    const answer = await cloudFormation.describeChangeSet({ ChangeSetName: changeSet });
    return answer.Status?.endsWith('_COMPLETE') || answer.Status === 'FAILED' ? answer : null;
  });
  if (made.Status === 'FAILED') {
    await cloudFormation.deleteChangeSet({ ChangeSetName: changeSet });
    if (isNoChange(made.StatusReason)) return 'unchanged';
    const reason = plainWords(made.StatusReason ?? say`AWS gives no reason`);
    throw new MetsukeError(
      'stack-failed',
      say`Drift of stack ${before?.StackName ?? name} cannot be reverted: ${reason}`,
    );
  }
  const replaced = (await listChanges(cloudFormation, changeSet)).filter(isReplacement);
  if (replaced.length > 0) {
    await cloudFormation.deleteChangeSet({ ChangeSetName: changeSet });
    const names = replaced.map(({ LogicalResourceId, ResourceType }) => `${LogicalResourceId} (${ResourceType})`);
    throw new MetsukeError(
      'stack-failed',
      say`Drift of stack ${before?.StackName ?? name} is not reverted, because CloudFormation would replace ${names.join(', ')}, with what it holds.`,
      { hint: say`Change it back by hand: metsuke status --drift shows what differs.` },
    );
  }
  await cloudFormation.executeChangeSet({ ChangeSetName: changeSet, ClientRequestToken: randomUUID() });
  await expectStatus(cloudFormation, stack, { wanted: ['UPDATE_COMPLETE'], verb: 'updated', clock });
  return 'reverted';
}

function listChanges(
  cloudFormation: CloudFormation,
  changeSet: string | undefined,
): Promise<readonly ResourceChange[]> {
  return listAll(async (token) => {
    const page = await cloudFormation.describeChangeSet({
      ChangeSetName: changeSet,
      ...(token !== undefined && { NextToken: token }),
    });
    return { items: page.Changes?.flatMap(({ ResourceChange: change }) => change ?? []), next: page.NextToken };
  });
}

/** What is gone is made anew, which replaces nothing. */
function isReplacement({ Action, Replacement }: ResourceChange): boolean {
  return Action === 'Remove' || (Action === 'Modify' && Replacement !== undefined && Replacement !== 'False');
}
