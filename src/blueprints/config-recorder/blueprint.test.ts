import { describe, expect, it } from 'vitest';
import { deploy } from '../../../test/support/cloudformation.ts';
import {
  AUDIT,
  aContext,
  HOME_REGION,
  LOG,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import type { Judgement } from '../../domain/occupant.ts';
import { configRecorder, GLOBAL_TYPES } from './blueprint.ts';
import { judgeRecorder } from './occupant.ts';

function deployIn(region: string, sections: Readonly<Record<string, unknown>> = {}) {
  const context = aContext(sections);
  const parameters = configRecorder.parameters(context);
  const { resources } = deploy(configRecorder.template(context.config), { accountId: MEMBER, region, parameters });
  return { recorder: resources.ConfigurationRecorder, channel: resources.DeliveryChannel };
}

describe('what is recorded', () => {
  it('is everything in the home region, and everything but IAM elsewhere', () => {
    expect(deployIn(HOME_REGION).recorder?.RecordingGroup).toMatchObject({
      AllSupported: true,
      IncludeGlobalResourceTypes: true,
    });
    expect(deployIn('us-east-1').recorder?.RecordingGroup).toMatchObject({
      AllSupported: true,
      IncludeGlobalResourceTypes: false,
    });
  });

  it('leaves out what is excluded, and IAM outside the home region', () => {
    const configRecorderSection = { excludedResourceTypes: ['AWS::EC2::NetworkInterface'] };
    const groupIn = (region: string) =>
      deployIn(region, { configRecorder: configRecorderSection }).recorder?.RecordingGroup;
    expect(groupIn(HOME_REGION)).toEqual({
      AllSupported: false,
      RecordingStrategy: { UseOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
      ExclusionByResourceTypes: { ResourceTypes: ['AWS::EC2::NetworkInterface'] },
    });
    expect(groupIn('us-east-1')).toMatchObject({
      ExclusionByResourceTypes: { ResourceTypes: ['AWS::EC2::NetworkInterface', ...GLOBAL_TYPES] },
    });
  });

  it.each([
    { frequency: 'CONTINUOUS', other: 'DAILY' },
    { frequency: 'DAILY', other: 'CONTINUOUS' },
  ])('is recorded $frequency, and $other for the exceptions', ({ frequency, other }) => {
    expect(deployIn(HOME_REGION, { configRecorder: { frequency } }).recorder?.RecordingMode).toEqual({
      RecordingFrequency: frequency,
    });
    const section = { frequency, frequencyExceptions: ['AWS::SSM::PatchCompliance'] };
    expect(deployIn(HOME_REGION, { configRecorder: section }).recorder?.RecordingMode).toEqual({
      RecordingFrequency: frequency,
      RecordingModeOverrides: [{ RecordingFrequency: other, ResourceTypes: ['AWS::SSM::PatchCompliance'] }],
    });
  });

  it('is recorded with the role that AWS keeps up', () => {
    expect(deployIn(HOME_REGION).recorder?.RoleARN).toBe(
      `arn:aws:iam::${MEMBER}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    );
  });
});

describe('the delivery', () => {
  it.each([HOME_REGION, 'us-east-1'])('goes from %s into the one archive', (region) => {
    expect(deployIn(region).channel).toEqual({
      Name: 'aws-organizations-channel',
      S3BucketName: `aws-organizations-logs-${LOG}-${HOME_REGION}`,
      S3KeyPrefix: ORGANIZATION,
      ConfigSnapshotDeliveryProperties: { DeliveryFrequency: 'TwentyFour_Hours' },
    });
  });

  it('uses another prefix and another frequency where they are set', () => {
    const sections = { logs: { keyPrefix: 'logs' }, configRecorder: { snapshotFrequency: 'One_Hour' } };
    expect(deployIn(HOME_REGION, sections).channel).toMatchObject({
      S3KeyPrefix: 'logs',
      ConfigSnapshotDeliveryProperties: { DeliveryFrequency: 'One_Hour' },
    });
  });

  it('tells the topic of all configurations when somebody wants it, in the region of the topic only', () => {
    const notifications = { securityEmail: 'security@example.com', subscribeToAllConfigurationTopic: true };
    expect(deployIn(HOME_REGION, { notifications }).channel?.SnsTopicARN).toBe(
      `arn:aws:sns:${HOME_REGION}:${AUDIT}:aws-organizations-AllConfigNotifications`,
    );
    expect(deployIn('us-east-1', { notifications }).channel).not.toHaveProperty('SnsTopicARN');
    expect(deployIn(HOME_REGION).channel).not.toHaveProperty('SnsTopicARN');
  });
});

describe('a recorder of somebody else', () => {
  const good = {
    recording: true,
    recordsEverything: true,
    recordsGlobalTypes: true,
    bucket: `aws-organizations-logs-${LOG}-${HOME_REGION}`,
    prefix: ORGANIZATION,
  };
  const judge = (settings: object, region = HOME_REGION): Judgement | null =>
    judgeRecorder({ name: 'default', region, settings: { ...good, ...settings } }, aContext());

  it('that does the same is left as it is', () => {
    expect(judge({})).toMatchObject({ isGoodEnough: true });
    expect(judge({ recordsGlobalTypes: false }, 'us-east-1')).toMatchObject({ isGoodEnough: true });
  });

  it.each([
    [{ recording: false }, 'is stopped'],
    [{ recordsEverything: false }, 'does not record every resource type'],
    [{ recordsGlobalTypes: false }, 'does not record IAM'],
    [{ bucket: 'own' }, `delivers to own instead of aws-organizations-logs-${LOG}-${HOME_REGION}`],
    [{ bucket: null }, 'delivers to nowhere instead of'],
    [{ prefix: null }, `delivers under no prefix instead of ${ORGANIZATION}`],
  ])('with %o is told with what to do', (settings, words) => {
    const judgement = judge(settings);
    expect(judgement).toMatchObject({ isGoodEnough: false, hint: expect.stringContaining('apply again') });
    expect(judgement?.message).toContain(words);
  });

  it('is none when it is ours', () => {
    const ours = { name: 'aws-organizations-recorder', region: HOME_REGION, settings: good };
    expect(judgeRecorder(ours, aContext())).toBeNull();
  });
});
