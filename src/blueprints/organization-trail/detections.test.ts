import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../../test/support/filter-pattern.ts';
import { RECORDED_EVENTS, whyNoRecordedEvents } from '../../../test/support/recorded-events.ts';
import type { JsonObject } from '../../domain/json.ts';
import { DETECTIONS } from './detections.ts';

/** An event of the management account's trail; what a test is about is given. */
function anEvent(changes: JsonObject): JsonObject {
  return {
    eventVersion: '1.11',
    eventTime: '2026-11-23T01:02:03Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    eventType: 'AwsApiCall',
    awsRegion: 'ap-northeast-1',
    sourceIPAddress: '203.0.113.7',
    userIdentity: { type: 'AssumedRole', accountId: '444444444444' },
    ...changes,
  };
}

const signIn = (user: string, mfa: string, changes: JsonObject = {}): JsonObject =>
  anEvent({
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    userIdentity: { type: user },
    additionalEventData: { MFAUsed: mfa },
    responseElements: { ConsoleLogin: 'Success' },
    ...changes,
  });
const call = (service: string, eventName: string): JsonObject =>
  anEvent({ eventSource: `${service}.amazonaws.com`, eventName });

const CASES: Readonly<
  Record<string, { readonly fires: readonly JsonObject[]; readonly silent: readonly JsonObject[] }>
> = {
  'unauthorized-calls': {
    fires: [anEvent({ errorCode: 'Client.UnauthorizedOperation' }), anEvent({ errorCode: 'AccessDeniedException' })],
    silent: [
      anEvent({ errorCode: 'ThrottlingException' }),
      anEvent({}),
      anEvent({ errorCode: 'AccessDenied', eventName: 'HeadBucket' }),
      anEvent({ errorCode: 'AccessDenied', sourceIPAddress: 'delivery.logs.amazonaws.com' }),
    ],
  },
  'console-login-without-mfa': {
    fires: [signIn('IAMUser', 'No')],
    silent: [
      signIn('IAMUser', 'Yes'),
      signIn('AssumedRole', 'No'),
      signIn('IAMUser', 'No', { responseElements: { ConsoleLogin: 'Failure' } }),
    ],
  },
  'root-use': {
    fires: [signIn('Root', 'Yes'), anEvent({ userIdentity: { type: 'Root' } })],
    silent: [
      anEvent({ userIdentity: { type: 'Root', invokedBy: 'support.amazonaws.com' } }),
      anEvent({ userIdentity: { type: 'Root' }, eventType: 'AwsServiceEvent' }),
      anEvent({ userIdentity: { type: 'IAMUser', userName: 'Root' } }),
    ],
  },
  'iam-policy-changes': { fires: [call('iam', 'PutRolePolicy')], silent: [call('iam', 'GetRolePolicy')] },
  'trail-changes': { fires: [call('cloudtrail', 'StopLogging')], silent: [call('cloudtrail', 'LookupEvents')] },
  'console-login-failures': {
    fires: [signIn('IAMUser', 'No', { errorMessage: 'Failed authentication' })],
    silent: [signIn('IAMUser', 'No'), anEvent({ errorMessage: 'Failed authentication' })],
  },
  'key-deletion': {
    fires: [call('kms', 'ScheduleKeyDeletion'), call('kms', 'DisableKey')],
    silent: [call('kms', 'CancelKeyDeletion'), call('iot', 'DisableKey')],
  },
  'bucket-policy-changes': { fires: [call('s3', 'PutBucketPolicy')], silent: [call('s3', 'GetBucketPolicy')] },
  'config-changes': {
    fires: [call('config', 'StopConfigurationRecorder')],
    silent: [call('config', 'StartConfigurationRecorder')],
  },
  'security-group-changes': {
    fires: [call('ec2', 'AuthorizeSecurityGroupIngress')],
    silent: [call('ec2', 'DescribeSecurityGroups')],
  },
  'network-acl-changes': {
    fires: [call('ec2', 'CreateNetworkAclEntry')],
    silent: [call('ec2', 'DescribeNetworkAcls')],
  },
  'gateway-changes': { fires: [call('ec2', 'AttachInternetGateway')], silent: [call('ec2', 'CreateNatGateway')] },
  'route-table-changes': {
    fires: [call('ec2', 'CreateRoute')],
    silent: [call('ec2', 'DescribeRouteTables'), call('appmesh', 'CreateRoute')],
  },
  'vpc-changes': { fires: [call('ec2', 'DeleteVpc')], silent: [call('ec2', 'DescribeVpcs')] },
  'organization-changes': {
    fires: [call('organizations', 'LeaveOrganization')],
    silent: [call('organizations', 'ListAccounts'), call('iam', 'CreatePolicy')],
  },
};

it('covers 4.1 to 4.15 of the benchmark, each once', () => {
  expect(DETECTIONS.map(({ cis }) => cis)).toEqual(Array.from({ length: 15 }, (_, index) => `4.${index + 1}`));
  expect(Object.keys(CASES)).toEqual(DETECTIONS.map(({ id }) => id));
});

describe.each(DETECTIONS)('$cis $id', ({ id, pattern }) => {
  it.each(CASES[id]?.fires ?? [])('fires for %j', (event) => {
    expect(matchesPattern(pattern, event)).toBe(true);
  });

  it.each(CASES[id]?.silent ?? [])('is silent for %j', (event) => {
    expect(matchesPattern(pattern, event)).toBe(false);
  });

  // AWS: a filter pattern has 1,024 characters at most.
  it('fits into a metric filter', () => expect(pattern.length).toBeLessThanOrEqual(1_024));
});

describe('on events that were recorded during attacks', () => {
  const events = whyNoRecordedEvents === null ? readEvents(RECORDED_EVENTS) : [];

  it('fires as often as a plain reading of the events says', (context) => {
    if (whyNoRecordedEvents !== null) return context.skip(whyNoRecordedEvents);
    const count = (id: string) => {
      const pattern = DETECTIONS.find((detection) => detection.id === id)?.pattern ?? '';
      return events.filter((event) => matchesPattern(pattern, event)).length;
    };
    const named = (...names: readonly string[]) =>
      events.filter(({ eventName }) => names.includes(String(eventName))).length;
    expect(count('trail-changes')).toBe(
      named(
        'CreateTrail',
        'UpdateTrail',
        'DeleteTrail',
        'StartLogging',
        'StopLogging',
        'PutEventSelectors',
        'PutInsightSelectors',
      ),
    );
    expect(count('trail-changes')).toBeGreaterThan(0);
    expect(count('unauthorized-calls')).toBe(
      events.filter(
        ({ errorCode = '', eventName, sourceIPAddress }) =>
          (String(errorCode).endsWith('UnauthorizedOperation') || String(errorCode).startsWith('AccessDenied')) &&
          eventName !== 'HeadBucket' &&
          sourceIPAddress !== 'delivery.logs.amazonaws.com',
      ).length,
    );
    expect(count('unauthorized-calls')).toBeGreaterThan(0);
    expect(count('iam-policy-changes')).toBeGreaterThan(0);
    expect(count('unauthorized-calls')).toBeLessThan(events.length / 2);
  });
});

function readEvents(folder: string): readonly JsonObject[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json.gz'));
  return names.flatMap((name) => {
    const { Records } = JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString()) as {
      Records: JsonObject[];
    };
    return Records;
  });
}
