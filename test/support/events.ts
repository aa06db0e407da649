import type { Json, JsonObject } from '../../src/domain/json.ts';

/** An event of CloudTrail as it stands in a log file. */
export type Event = JsonObject;

/** What a test changes in an event; objects are merged, everything else is replaced, undefined takes a field away. */
export interface Changes {
  readonly [key: string]: Json | Changes | undefined;
}

export const ACCOUNT = '111111111111';
/** Of an event that is in no log file yet. */
export const EVENT_ID = '8d1cb37c-0c63-4c1f-9f6e-000000000002';

/** A call that succeeded: by the user hanako, in ap-northeast-1, from 203.0.113.10, on a Wednesday at noon in Tokyo. */
export function call(service: string, name: string, changes: Changes = {}): Event {
  const event: Event = {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLEHANAKO0001',
      arn: `arn:aws:iam::${ACCOUNT}:user/hanako`,
      accountId: ACCOUNT,
      accessKeyId: 'AKIAEXAMPLEHANAKO0001',
      userName: 'hanako',
    },
    eventTime: '2026-10-14T03:00:00Z',
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: 'ap-northeast-1',
    sourceIPAddress: '203.0.113.10',
    userAgent: 'aws-cli/2.31.0',
    requestParameters: null,
    responseElements: null,
    requestID: '8d1cb37c-0c63-4c1f-9f6e-000000000001',
    eventID: EVENT_ID,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256' },
  };
  return merge(event, changes);
}

/** A sign-in to the console, with MFA and with success. */
export function signIn(changes: Changes = {}): Event {
  const event = call('signin', 'ConsoleLogin', {
    eventType: 'AwsConsoleSignIn',
    userAgent: 'Mozilla/5.0',
    userIdentity: { accessKeyId: undefined },
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'Yes', LoginTo: 'https://console.aws.amazon.com/' },
  });
  return merge(event, changes);
}

export function asRoot(account = ACCOUNT): Changes {
  return {
    type: 'Root',
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
    accessKeyId: undefined,
    userName: undefined,
  };
}

export function asRole(role: string, session = 'taro', account = ACCOUNT): Changes {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    accessKeyId: 'ASIAEXAMPLE',
    userName: undefined,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLE',
        arn: `arn:aws:iam::${account}:role/${role}`,
        accountId: account,
        userName: role,
      },
      attributes: { mfaAuthenticated: 'false', creationDate: '2026-10-14T02:00:00Z' },
    },
  };
}

export function asService(service: string): Changes {
  return {
    type: 'AWSService',
    invokedBy: `${service}.amazonaws.com`,
    principalId: undefined,
    arn: undefined,
    accountId: undefined,
    accessKeyId: undefined,
    userName: undefined,
  };
}

export function merge(event: Event, changes: Changes): Event {
  const merged: Record<string, Json> = { ...event };
  for (const [key, change] of Object.entries(changes)) {
    const old = event[key];
    if (change === undefined) delete merged[key];
    else merged[key] = isObject(change) ? merge(isObject(old) ? (old as Event) : {}, change) : (change as Json);
  }
  return merged;
}

function isObject(value: unknown): value is Changes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
