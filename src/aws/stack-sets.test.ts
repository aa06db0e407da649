import { describe, expect, it } from 'vitest';
import type { AccountId } from '../domain/ids.ts';
import { makeStackSets } from './stack-sets.ts';
import { answering, awsError, fakeClients } from './support/fakes.ts';

const DEV = '444444444444' as AccountId;
const PREFERENCES = {
  regionConcurrency: 'PARALLEL',
  concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
  maxConcurrentCount: 3,
  failureToleranceCount: 1,
} as const;
const SELF_MANAGED = {
  name: 'baseline',
  description: 'd',
  templateBody: '{}',
  parameters: { A: '1' },
  capabilities: ['CAPABILITY_NAMED_IAM'],
  tags: { t: 'v' },
  permissionModel: 'SELF_MANAGED',
  administrationRoleArn: 'arn:aws:iam::111111111111:role/Admin',
  executionRoleName: 'Execution',
  autoDeployment: null,
} as const;
const SERVICE_MANAGED = {
  ...SELF_MANAGED,
  permissionModel: 'SERVICE_MANAGED',
  administrationRoleArn: null,
  executionRoleName: null,
} as const;

describe('update', () => {
  it('tells AWS everything again, roles, tags and capabilities included', async () => {
    const updateStackSet = answering({});
    const id = await stackSets({ updateStackSet }).update(SELF_MANAGED, PREFERENCES, null);
    expect(updateStackSet.inputs).toEqual([
      {
        StackSetName: 'baseline',
        Description: 'd',
        TemplateBody: '{}',
        Parameters: [{ ParameterKey: 'A', ParameterValue: '1' }],
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        Tags: [{ Key: 't', Value: 'v' }],
        PermissionModel: 'SELF_MANAGED',
        ManagedExecution: { Active: false },
        AdministrationRoleARN: 'arn:aws:iam::111111111111:role/Admin',
        ExecutionRoleName: 'Execution',
        OperationPreferences: {
          RegionConcurrencyType: 'PARALLEL',
          ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE',
          MaxConcurrentCount: 3,
          FailureToleranceCount: 1,
        },
        OperationId: id,
      },
    ]);
  });

  it('knows its own operation again when a retried request was already heard', async () => {
    const updateStackSet = answering(awsError('OperationIdAlreadyExistsException', 'exists'));
    await expect(stackSets({ updateStackSet }).update(SELF_MANAGED, PREFERENCES, null)).resolves.toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });
});

describe('create', () => {
  it.each([
    [
      { enabled: true, retainStacks: true },
      { Enabled: true, RetainStacksOnAccountRemoval: true },
    ],
    [{ enabled: false, retainStacks: true }, { Enabled: false }],
  ])('asks for automatic deployment %j as %j', async (autoDeployment, AutoDeployment) => {
    const createStackSet = answering({});
    await stackSets({ createStackSet }).create({ ...SERVICE_MANAGED, autoDeployment });
    expect(createStackSet.inputs).toMatchObject([{ AutoDeployment, PermissionModel: 'SERVICE_MANAGED' }]);
    expect(createStackSet.inputs[0]).not.toHaveProperty('AdministrationRoleARN');
  });
});

describe('targets', () => {
  const regions = ['ap-northeast-1'];
  it.each([
    [
      { accounts: [DEV], regions, units: [] },
      { Accounts: [DEV], Regions: regions },
    ],
    [
      { accounts: [DEV], regions, units: ['ou-1'] },
      {
        DeploymentTargets: { OrganizationalUnitIds: ['ou-1'], Accounts: [DEV], AccountFilterType: 'INTERSECTION' },
        Regions: regions,
      },
    ],
    [
      { accounts: [], regions, units: ['ou-1'] },
      { DeploymentTargets: { OrganizationalUnitIds: ['ou-1'] }, Regions: regions },
    ],
  ])('%j', async (targets, input) => {
    const call = answering({});
    const port = stackSets({ createStackInstances: call, updateStackInstances: call, deleteStackInstances: call });
    await port.createInstances('baseline', targets, PREFERENCES);
    await port.updateInstances('baseline', targets, PREFERENCES);
    await port.deleteInstances('baseline', targets, PREFERENCES, { retainStacks: true });
    expect(call.inputs).toMatchObject([input, input, { ...input, RetainStacks: true }]);
  });
});

describe('read', () => {
  it('pages through all instances', async () => {
    const listStackInstances = answering(
      { Summaries: [{ Account: DEV, Region: 'us-east-1', Status: 'CURRENT' }], NextToken: 'more' },
      {
        Summaries: [
          {
            Account: DEV,
            Region: 'ap-northeast-1',
            Status: 'OUTDATED',
            StatusReason: 'Account gate failed',
            StackInstanceStatus: { DetailedStatus: 'FAILED' },
            StackId: '',
          },
        ],
      },
    );
    const describeStackSet = answering({
      StackSet: { StackSetId: 'baseline:1', TemplateBody: '{}', ExecutionRoleName: 'Execution' },
    });
    const found = await stackSets({ describeStackSet, listStackInstances }).read('baseline');
    expect(found).toMatchObject({
      permissionModel: 'SELF_MANAGED',
      autoDeployment: null,
      executionRoleName: 'Execution',
    });
    expect(found.instances).toEqual([
      instance({ region: 'us-east-1' }),
      instance({ status: 'OUTDATED', detailedStatus: 'FAILED', reason: 'Account gate failed' }),
    ]);
    expect(listStackInstances.inputs).toMatchObject([{ MaxResults: 100 }, { NextToken: 'more' }]);
  });
});

describe('operations', () => {
  it('stops paging through history when everything on a page has finished', async () => {
    const listStackSetOperations = answering(
      {
        Summaries: [
          { OperationId: '3', Action: 'UPDATE', Status: 'RUNNING' },
          { OperationId: '2', Status: 'SUCCEEDED' },
        ],
        NextToken: 'a',
      },
      { Summaries: [{ OperationId: '1', Status: 'FAILED' }], NextToken: 'b' },
    );
    await expect(stackSets({ listStackSetOperations }).listUnfinishedOperations('baseline')).resolves.toEqual([
      { id: '3', action: 'UPDATE', status: 'RUNNING', reason: null },
    ]);
    expect(listStackSetOperations.inputs).toHaveLength(2);
  });

  it('has nothing to stop when the operation just ended, nothing to delete when the stack set is gone', async () => {
    const stopStackSetOperation = answering(awsError('InvalidOperationException', 'SUCCEEDED'));
    const deleteStackSet = answering(awsError('StackSetNotFoundException', 'gone'));
    const port = stackSets({ stopStackSetOperation, deleteStackSet });
    await expect(port.stopOperation('baseline', '1')).resolves.toBeUndefined();
    await expect(port.delete('baseline')).resolves.toBeUndefined();
  });
});

function stackSets(cloudformation: object) {
  return makeStackSets(fakeClients({ cloudformation }), 'ap-northeast-1');
}

function instance(fields: object) {
  const healthy = { account: DEV, region: 'ap-northeast-1', status: 'CURRENT', detailedStatus: null, reason: null };
  return { ...healthy, stackId: null, drift: 'NOT_CHECKED', ...fields };
}
