import { describe, expect, it } from 'vitest';
import { makeStacks } from './stacks.ts';
import { answering, awsError, fakeClients, fakeClock } from './support/fakes.ts';

const REGION = 'ap-northeast-1';
const ID = 'arn:aws:cloudformation:ap-northeast-1:333333333333:stack/logging/1';
const ABSENT = awsError('ValidationError', 'Stack with id logging does not exist');
const TAKEN = awsError('AlreadyExistsException', 'Stack [logging] already exists');
const DEFINITION = {
  name: 'logging',
  templateBody: '{"Resources":{}}',
  parameters: { RetentionDays: '365' },
  capabilities: ['CAPABILITY_NAMED_IAM'],
  tags: { 'metsuke:hash': 'abc' },
};

describe('read', () => {
  it('is null when there is no such stack', async () => {
    await expect(stacks({ describeStacks: answering(ABSENT) }).read('logging', REGION)).resolves.toBeNull();
  });

  it('takes the account from the id and the template as text, even when AWS sends the document itself', async () => {
    const found = await stacks({
      describeStacks: answering({
        Stacks: [{ ...stack('CREATE_COMPLETE').Stacks[0], Outputs: [output('Bucket', 'logs')] }],
      }),
      getTemplate: answering({ TemplateBody: { Resources: {} } }),
    }).read('logging', REGION);
    expect(found).toMatchObject({
      account: '333333333333',
      templateBody: '{"Resources":{}}',
      outputs: { Bucket: 'logs' },
    });
  });

  it('has no template while a change set waits for its review', async () => {
    const found = await stacks({
      describeStacks: answering(stack('REVIEW_IN_PROGRESS')),
    }).read('logging', REGION);
    expect(found).toMatchObject({ status: 'REVIEW_IN_PROGRESS', templateBody: '' });
  });
});

describe('create', () => {
  it.each(['ROLLBACK_COMPLETE', 'REVIEW_IN_PROGRESS'])('deletes an empty stack in %s first', async (status) => {
    const deleteStack = answering({});
    const createStack = answering(TAKEN, { StackId: ID });
    const describeStacks = answering(stack(status), stack(status), stack('DELETE_COMPLETE'), stack('CREATE_COMPLETE'));
    await stacks({ describeStacks, deleteStack, createStack }).create(DEFINITION, REGION);
    expect(deleteStack.inputs).toMatchObject([{ StackName: ID }]);
    expect(createStack.inputs).toHaveLength(2);
  });

  it('costs one call to make it and those that wait', async () => {
    const describeStacks = answering(stack('CREATE_COMPLETE'));
    const createStack = answering({ StackId: ID });
    await stacks({ describeStacks, createStack }).create(DEFINITION, REGION);
    expect(describeStacks.inputs).toEqual([{ StackName: ID }]);
    expect(createStack.inputs).toMatchObject([
      { Capabilities: ['CAPABILITY_NAMED_IAM'], Tags: [{ Key: 'metsuke:hash', Value: 'abc' }] },
    ]);
  });

  it('waits for what is under way before and after', async () => {
    const clock = fakeClock();
    const describeStacks = answering(
      stack('DELETE_IN_PROGRESS'),
      ABSENT,
      stack('CREATE_IN_PROGRESS'),
      stack('CREATE_IN_PROGRESS'),
      stack('CREATE_COMPLETE'),
    );
    await stacks({ describeStacks, createStack: answering(TAKEN, { StackId: ID }) }, clock).create(DEFINITION, REGION);
    expect(clock.slept).toEqual([200, 200, 300]);
  });

  it.each(['UPDATE_COMPLETE', 'DELETE_FAILED', 'ROLLBACK_FAILED'])('leaves a stack in %s alone', async (status) => {
    const deleteStack = answering({});
    const createStack = answering(TAKEN);
    const describeStacks = answering(stack(status));
    const creating = stacks({ describeStacks, deleteStack, createStack }).create(DEFINITION, REGION);
    await expect(creating).rejects.toThrow('already exists');
    expect(deleteStack.inputs).toEqual([]);
  });

  it('tells the first failure of this operation, not what was cancelled after it nor what failed long ago', async () => {
    const describeStackEvents = answering(
      {
        StackEvents: [
          event('Stack', 'ROLLBACK_COMPLETE'),
          event('Topic', 'CREATE_FAILED', 'Resource creation cancelled'),
        ],
        NextToken: 'more',
      },
      {
        StackEvents: [
          event('Queue', 'CREATE_FAILED', 'later'),
          event('Bucket', 'CREATE_FAILED', 'logs already exists'),
          { ...event('logging', 'CREATE_IN_PROGRESS', 'User Initiated'), PhysicalResourceId: ID, StackId: ID },
          event('Old', 'CREATE_FAILED', 'long ago'),
        ],
      },
    );
    const creating = stacks({
      describeStacks: answering(stack('ROLLBACK_COMPLETE')),
      createStack: answering({ StackId: ID }),
      describeStackEvents,
    }).create(DEFINITION, REGION);
    await expect(creating).rejects.toMatchObject({
      code: 'stack-failed',
      message: 'Stack logging was not created (ROLLBACK_COMPLETE): Bucket: logs already exists',
    });
  });
});

describe('update', () => {
  it('is unchanged when no updates are to be performed', async () => {
    const updateStack = answering(awsError('ValidationError', 'No updates are to be performed.'));
    const cloudFormation = { describeStacks: answering(stack('CREATE_COMPLETE')), updateStack };
    await expect(stacks(cloudFormation).update(DEFINITION, REGION)).resolves.toBe('unchanged');
  });

  it('says what to do with a stack that cannot roll back', async () => {
    const updating = stacks({ describeStacks: answering(stack('UPDATE_ROLLBACK_FAILED')) }).update(DEFINITION, REGION);
    await expect(updating).rejects.toMatchObject({
      code: 'stack-failed',
      hint: expect.stringContaining('continue-update-rollback --stack-name logging'),
    });
  });

  it('waits through UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', async () => {
    const describeStacks = answering(
      stack('CREATE_COMPLETE'),
      stack('UPDATE_IN_PROGRESS'),
      stack('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'),
      stack('UPDATE_COMPLETE'),
    );
    const cloudFormation = { describeStacks, updateStack: answering({ StackId: ID }) };
    await expect(stacks(cloudFormation).update(DEFINITION, REGION)).resolves.toBe('updated');
  });

  it('fails when it was rolled back, even without an event that says why', async () => {
    const updating = stacks({
      describeStacks: answering(stack('CREATE_COMPLETE'), stack('UPDATE_ROLLBACK_COMPLETE')),
      updateStack: answering({ StackId: ID }),
      describeStackEvents: answering({ StackEvents: [] }),
    }).update(DEFINITION, REGION);
    await expect(updating).rejects.toMatchObject({
      code: 'stack-failed',
      message: 'Stack logging was not updated (UPDATE_ROLLBACK_COMPLETE): AWS gives no reason',
    });
  });
});

describe('delete', () => {
  it('has nothing to do when there is no such stack', async () => {
    await expect(stacks({ describeStacks: answering(ABSENT) }).delete('logging', REGION)).resolves.toBeUndefined();
  });

  it('tells why a resource stayed', async () => {
    const deleting = stacks({
      describeStacks: answering(stack('CREATE_COMPLETE'), stack('DELETE_FAILED')),
      deleteStack: answering({}),
      describeStackEvents: answering({ StackEvents: [event('Bucket', 'DELETE_FAILED', 'The bucket is not empty')] }),
    }).delete('logging', REGION);
    await expect(deleting).rejects.toThrow('Bucket: The bucket is not empty');
  });
});

describe('detectDrift', () => {
  it('waits for the detection and returns what differs', async () => {
    const drifts = await stacks({
      detectStackDrift: answering({ StackDriftDetectionId: 'd' }),
      describeStackDriftDetectionStatus: answering(
        { DetectionStatus: 'DETECTION_IN_PROGRESS' },
        { DetectionStatus: 'DETECTION_COMPLETE' },
      ),
      describeStackResourceDrifts: answering({
        StackResourceDrifts: [
          {
            LogicalResourceId: 'Bucket',
            PhysicalResourceId: 'logs',
            ResourceType: 'AWS::S3::Bucket',
            StackResourceDriftStatus: 'MODIFIED',
            PropertyDifferences: [{ PropertyPath: '/Versioning', ExpectedValue: 'Enabled', ActualValue: 'Suspended' }],
          },
        ],
      }),
    }).detectDrift('logging', REGION);
    expect(drifts).toEqual([
      {
        logicalId: 'Bucket',
        physicalId: 'logs',
        type: 'AWS::S3::Bucket',
        status: 'MODIFIED',
        differences: [{ path: '/Versioning', expected: 'Enabled', actual: 'Suspended' }],
      },
    ]);
  });

  it('fails with the reason when CloudFormation could not look', async () => {
    const status = { DetectionStatus: 'DETECTION_FAILED', DetectionStatusReason: 'Failed to detect drift on [Role]' };
    const detecting = stacks({
      detectStackDrift: answering({ StackDriftDetectionId: 'd' }),
      describeStackDriftDetectionStatus: answering(status),
    }).detectDrift('logging', REGION);
    await expect(detecting).rejects.toThrow('Failed to detect drift on [Role]');
  });
});

describe('what was changed by hand', () => {
  const CHANGE_SET = { Id: 'changeSet/1', StackId: ID };

  it('is reverted by a drift-aware change set of the same template and parameters', async () => {
    const createChangeSet = answering(CHANGE_SET);
    const executeChangeSet = answering({});
    const before = {
      Stacks: [{ ...stack('UPDATE_COMPLETE').Stacks[0], Parameters: [{ ParameterKey: 'RetentionDays' }] }],
    };
    const reverting = stacks({
      describeStacks: answering<object>(before, stack('UPDATE_IN_PROGRESS'), stack('UPDATE_COMPLETE')),
      createChangeSet,
      describeChangeSet: answering({ Status: 'CREATE_IN_PROGRESS' }, { Status: 'CREATE_COMPLETE' }),
      executeChangeSet,
    }).revertDrift(ID, REGION);
    await expect(reverting).resolves.toBe('reverted');
    expect(createChangeSet.inputs).toMatchObject([
      {
        StackName: ID,
        DeploymentMode: 'REVERT_DRIFT',
        UsePreviousTemplate: true,
        Parameters: [{ ParameterKey: 'RetentionDays', UsePreviousValue: true }],
      },
    ]);
    expect(executeChangeSet.inputs).toMatchObject([{ ChangeSetName: 'changeSet/1' }]);
  });

  it('stays where CloudFormation would replace something: the change set goes, and the reason names it', async () => {
    const deleteChangeSet = answering({});
    const change = {
      Action: 'Modify',
      Replacement: 'True',
      LogicalResourceId: 'Table',
      ResourceType: 'AWS::DynamoDB::Table',
    };
    const reverting = stacks({
      describeStacks: answering(stack('UPDATE_COMPLETE')),
      createChangeSet: answering(CHANGE_SET),
      describeChangeSet: answering<object>(
        { Status: 'CREATE_COMPLETE' },
        { Changes: [{ ResourceChange: { Action: 'Modify', Replacement: 'False' } }], NextToken: 'more' },
        { Changes: [{ ResourceChange: change }] },
      ),
      deleteChangeSet,
    }).revertDrift(ID, REGION);
    await expect(reverting).rejects.toThrow('would replace Table (AWS::DynamoDB::Table)');
    expect(deleteChangeSet.inputs).toHaveLength(1);
  });

  const refusedFor = (StatusReason: string, deleteChangeSet = answering({})) =>
    stacks({
      describeStacks: answering(stack('UPDATE_COMPLETE')),
      createChangeSet: answering(CHANGE_SET),
      describeChangeSet: answering({ Status: 'FAILED', StatusReason }),
      deleteChangeSet,
    }).revertDrift(ID, REGION);

  it('may be as the template says again: the change set without changes goes', async () => {
    const deleteChangeSet = answering({});
    await expect(refusedFor("The submitted information didn't contain changes.", deleteChangeSet)).resolves.toBe(
      'unchanged',
    );
    expect(deleteChangeSet.inputs).toHaveLength(1);
  });

  it('may be of a kind that CloudFormation does not revert: told in its words', async () => {
    await expect(refusedFor('Drift of Rule is not supported')).rejects.toThrow('Drift of Rule is not supported');
  });

  it('is unknown for the resources that CloudFormation has no verdict on', async () => {
    const summaries = [
      { LogicalResourceId: 'A', ResourceType: 'AWS::SQS::QueuePolicy' },
      {
        LogicalResourceId: 'B',
        ResourceType: 'AWS::SQS::Queue',
        DriftInformation: { StackResourceDriftStatus: 'IN_SYNC' },
      },
      { LogicalResourceId: 'C', ResourceType: 'AWS::SNS::Topic' },
    ];
    const found = await stacks({
      listStackResources: answering({ StackResourceSummaries: summaries }),
    }).listIncomparable(ID, REGION, ['sqs']);
    expect(found).toEqual([{ logicalId: 'A', type: 'AWS::SQS::QueuePolicy' }]);
  });
});

describe('a rollback that failed', () => {
  it('goes on, and is waited for', async () => {
    const continueUpdateRollback = answering({});
    const describeStacks = answering(stack('UPDATE_ROLLBACK_IN_PROGRESS'), stack('UPDATE_ROLLBACK_COMPLETE'));
    await stacks({ describeStacks, continueUpdateRollback }).continueRollback(ID, REGION);
    expect(continueUpdateRollback.inputs).toMatchObject([{ StackName: ID }]);
  });
});

function stacks(cloudformation: object, clock = fakeClock()) {
  return makeStacks(fakeClients({ cloudformation }), clock);
}

function stack(status: string) {
  return { Stacks: [{ StackName: 'logging', StackId: ID, StackStatus: status }] };
}

function event(logicalId: string, status: string, reason?: string) {
  return { LogicalResourceId: logicalId, ResourceStatus: status, ResourceStatusReason: reason, StackId: ID };
}

function output(key: string, value: string) {
  return { OutputKey: key, OutputValue: value };
}
