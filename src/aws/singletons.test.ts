import { describe, expect, it } from 'vitest';
import { makeRoles } from './roles.ts';
import { makeSingletons } from './singletons.ts';
import { answering, awsError, fakeClients } from './support/fakes.ts';

const HOME = 'ap-northeast-1';
const RECORDER = { name: 'default', recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } };
const CHANNEL = { name: 'default', s3BucketName: 'logs', s3KeyPrefix: 'o-1' };

function read(recorders: readonly object[], channels: readonly object[], recording = true) {
  const describeConfigurationRecorderStatus = answering({
    ConfigurationRecordersStatus: [{ name: 'default', recording }],
  });
  const config = {
    describeConfigurationRecorders: answering({ ConfigurationRecorders: recorders }),
    describeDeliveryChannels: answering({ DeliveryChannels: channels }),
    describeConfigurationRecorderStatus,
  };
  const occupant = makeSingletons(fakeClients({ config })).readOccupant('config-recorder', HOME);
  return { occupant, statusCalls: describeConfigurationRecorderStatus.inputs };
}

describe('the recorder of an account and region', () => {
  it('is none, at two calls', async () => {
    const { occupant, statusCalls } = read([], []);
    expect(await occupant).toBeNull();
    expect(statusCalls).toEqual([]);
  });

  it('tells what it records, whether it does, and where to', async () => {
    const all = { recording: true, recordsEverything: true, recordsGlobalTypes: true, bucket: 'logs', prefix: 'o-1' };
    expect(await read([RECORDER], [CHANNEL]).occupant).toEqual({ region: HOME, name: 'default', settings: all });
    const some = { name: 'default', recordingGroup: { allSupported: false, resourceTypes: ['AWS::S3::Bucket'] } };
    expect((await read([some], [], false).occupant)?.settings).toEqual({
      recording: false,
      recordsEverything: false,
      recordsGlobalTypes: false,
      bucket: null,
      prefix: null,
    });
  });

  it('is not the one that a service keeps for itself', async () => {
    const own = { ...RECORDER, servicePrincipal: 'cloudtrail.amazonaws.com' };
    expect(await read([own], []).occupant).toBeNull();
  });

  it('is in the way as a channel alone, too', async () => {
    expect(await read([], [CHANNEL]).occupant).toMatchObject({ settings: { recording: false, bucket: 'logs' } });
  });
});

describe('a service-linked role', () => {
  const create = (answer: object | Error) =>
    makeRoles(fakeClients({ iam: { createServiceLinkedRole: answering(answer) } }), HOME).createServiceLinkedRole(
      'config.amazonaws.com',
    );

  it('is made, or there already', async () => {
    await expect(create({ Role: {} })).resolves.toBe('created');
    const taken =
      'Service role name AWSServiceRoleForConfig has been taken in this account, please try a different suffix.';
    await expect(create(awsError('InvalidInputException', taken))).resolves.toBe('exists');
  });

  it('is refused in any other case', async () => {
    await expect(create(awsError('InvalidInputException', 'Service principal is unknown'))).rejects.toThrow('unknown');
    await expect(create(awsError('AccessDenied', 'no'))).rejects.toThrow('no');
  });
});
