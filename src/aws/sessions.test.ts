import { describe, expect, it } from 'vitest';
import { anInstance, aPlace } from '../../test/support/instances.ts';
import { parseTarget } from '../sessions/target.ts';
import { makeSessions } from './sessions.ts';
import { answering, awsError, fakeClients } from './support/fakes.ts';

const DEV = aPlace('dev');
const NONE = answering({ Reservations: [] });
const inOneAccount = (services: Parameters<typeof fakeClients>[0], endpoint?: string) =>
  makeSessions(async () => fakeClients(services), endpoint);

describe('instances', () => {
  it('are those that run, with what Systems Manager knows of them', async () => {
    const ec2 = {
      describeInstances: answering(
        {
          Reservations: [
            {
              Instances: [
                { InstanceId: 'i-0000000a', Tags: [{ Key: 'Name', Value: 'web' }], PrivateIpAddress: '10.0.0.1' },
              ],
            },
          ],
          NextToken: 'more',
        },
        {
          Reservations: [
            { Instances: [{ InstanceId: 'i-0000000b', Platform: 'windows' }, { InstanceId: 'i-0000000c' }] },
          ],
        },
      ),
    };
    const ssm = {
      describeInstanceInformation: answering({
        InstanceInformationList: [
          { InstanceId: 'i-0000000a', PingStatus: 'Online' },
          { InstanceId: 'i-0000000b', PingStatus: 'ConnectionLost' },
        ],
      }),
    };
    expect(await inOneAccount({ ec2, ssm }).listInstances(DEV, null)).toEqual([
      anInstance('web', { id: 'i-0000000a' }),
      anInstance('', { id: 'i-0000000b', tags: {}, platform: 'Windows', privateAddress: '', agent: 'LOST' }),
      anInstance('', { id: 'i-0000000c', tags: {}, privateAddress: '', agent: 'UNMANAGED' }),
    ]);
  });

  it('cost one call where there are none', async () => {
    const describeInstances = answering({ Reservations: [] });
    expect(await inOneAccount({ ec2: { describeInstances } }).listInstances(DEV, null)).toEqual([]);
    expect(describeInstances.inputs).toHaveLength(1);
  });

  it.each([
    ['web-*', [{ Name: 'tag:Name', Values: ['web-*'] }]],
    ['Environment=dev', [{ Name: 'tag:Environment', Values: ['dev'] }]],
    ['i-0123456789abcdef0', [{ Name: 'instance-id', Values: ['i-0123456789abcdef0'] }]],
    ['444444444444', []],
  ])('%s is looked for by EC2', async (text, filters) => {
    const describeInstances = answering(await NONE({}));
    await inOneAccount({ ec2: { describeInstances } }).listInstances(DEV, parseTarget(text));
    expect(describeInstances.inputs).toEqual([
      { Filters: [{ Name: 'instance-state-name', Values: ['running'] }, ...filters], NextToken: undefined },
    ]);
  });
});

describe('a session', () => {
  const ssm = () => ({
    startSession: answering({ SessionId: 'id', TokenValue: 'token', StreamUrl: 'wss://stream' }),
    config: { credentials: async () => ({ accessKeyId: 'ASIA', secretAccessKey: 'secret', sessionToken: 'of-role' }) },
  });

  it('comes with the credentials that started it', async () => {
    const client = ssm();
    expect(await inOneAccount({ ssm: client }).startSession(DEV, { Target: 'i-0000000a' })).toEqual({
      sessionId: 'id',
      tokenValue: 'token',
      streamUrl: 'wss://stream',
      endpoint: 'https://ssm.ap-northeast-1.amazonaws.com',
      credentials: { accessKeyId: 'ASIA', secretAccessKey: 'secret', sessionToken: 'of-role' },
    });
    expect(client.startSession.inputs).toEqual([{ Target: 'i-0000000a' }]);
  });

  it.each([
    ['another endpoint', DEV, 'http://127.0.0.1:4566', 'http://127.0.0.1:4566'],
    ['China', aPlace('dev', 'cn-north-1'), undefined, 'https://ssm.cn-north-1.amazonaws.com.cn'],
  ])('knows the endpoint of %s', async (_name, place, endpoint, expected) => {
    const started = await inOneAccount({ ssm: ssm() }, endpoint).startSession(place, { Target: 'i-0000000a' });
    expect(started.endpoint).toBe(expected);
  });
});

describe('an invocation', () => {
  const readBy = (getCommandInvocation: object) =>
    inOneAccount({ ssm: { getCommandInvocation } }).readInvocation(DEV, 'command', 'i-0000000a');

  it('is unknown in the first moments', async () => {
    expect(await readBy(answering(awsError('InvocationDoesNotExist', '')))).toBeNull();
  });

  it('has no exit code while it runs', async () => {
    expect(await readBy(answering({ Status: 'InProgress', ResponseCode: -1 }))).toMatchObject({ exitCode: null });
  });

  it('has one when it has ended', async () => {
    const answer = { Status: 'Failed', ResponseCode: 3, StandardOutputContent: 'out', StandardErrorContent: 'err' };
    expect(await readBy(answering(answer))).toEqual({ status: 'Failed', exitCode: 3, stdout: 'out', stderr: 'err' });
  });

  it('tells one that never arrived from one that failed', async () => {
    const answer = { Status: 'Failed', StatusDetails: 'Undeliverable', ResponseCode: -1 };
    expect(await readBy(answering(answer))).toMatchObject({ status: 'Undeliverable', exitCode: null });
  });
});

describe('what Patch Manager found', () => {
  const readBy = (describeInstancePatchStates: object) =>
    inOneAccount({ ssm: { describeInstancePatchStates } }).readPatchState(DEV, 'i-0000000a');

  it('counts the patches that are for the instance, whatever became of them', async () => {
    const state = {
      Operation: 'Install',
      OperationEndTime: new Date(1_000),
      InstalledCount: 1,
      InstalledPendingRebootCount: 2,
      MissingCount: 4,
      FailedCount: 8,
      // Not of the baseline, and not for this instance.
      InstalledOtherCount: 300,
      NotApplicableCount: 50,
    };
    const answer = { InstancePatchStates: [state] };
    expect(await readBy(answering(answer))).toEqual({ operation: 'Install', endedAt: 1_000, fitting: 15 });
  });

  it('is nothing before the first scan', async () => {
    expect(await readBy(answering({ InstancePatchStates: [] }))).toBeNull();
  });
});
