import type { Random } from './random.ts';

/** An event of CloudTrail as it stands in a log file. */
export interface TrailEvent {
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly recipientAccountId: string;
  readonly sourceIPAddress: string;
  readonly errorCode?: string;
  readonly [field: string]: unknown;
}

/** Who calls, from where and with what. */
export interface Actor {
  readonly userIdentity: Readonly<Record<string, unknown>>;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  /** Signed in to the console: its pages say so with every call. */
  readonly isConsole?: boolean;
}

export interface CallInput {
  readonly account: string;
  readonly region: string;
  /** ISO 8601, without milliseconds. */
  readonly time: string;
  readonly actor: Actor;
  /** `ec2` */
  readonly service: string;
  readonly name: string;
  readonly readOnly?: boolean;
  readonly request?: unknown;
  readonly response?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
  readonly tls?: string;
  /** Fields beside, or instead of, those of an API call. */
  readonly more?: Readonly<Record<string, unknown>>;
}

const READING = /^(?:Describe|Get|List|Head|Lookup|Decrypt|AssumeRole|BatchGet)/;

export function makeCall(input: CallInput, random: Random): TrailEvent {
  const { account, region, time, actor, service, name, error } = input;
  const source = `${service}.amazonaws.com`;
  return {
    eventVersion: '1.11',
    userIdentity: actor.userIdentity,
    eventTime: time,
    eventSource: source,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: actor.sourceIPAddress,
    userAgent: actor.userAgent,
    ...(error === undefined ? {} : { errorCode: error.code, errorMessage: error.message }),
    requestParameters: input.request ?? null,
    responseElements: error === undefined ? (input.response ?? null) : null,
    requestID: random.uuid(),
    eventID: random.uuid(),
    readOnly: input.readOnly ?? READING.test(name),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...tlsOf(input, source),
    ...(actor.isConsole ? { sessionCredentialFromConsole: 'true' } : {}),
    ...input.more,
  };
}

/** A service that calls for itself has no connection that could be told of. */
function tlsOf({ actor, tls = 'TLSv1.3', region, service }: CallInput, source: string) {
  if (actor.sourceIPAddress.endsWith('.amazonaws.com')) return {};
  const cipherSuite = tls === 'TLSv1.3' ? 'TLS_AES_128_GCM_SHA256' : 'ECDHE-RSA-AES128-GCM-SHA256';
  const host = ['iam', 'organizations', 'signin'].includes(service) ? source : `${service}.${region}.amazonaws.com`;
  return { tlsDetails: { tlsVersion: tls, cipherSuite, clientProvidedHostHeader: host } };
}

/** A sign-in to the console. */
export function makeSignIn(
  input: Pick<CallInput, 'account' | 'region' | 'time' | 'actor'> & { readonly mfa: boolean; readonly fails?: boolean },
  random: Random,
): TrailEvent {
  const { fails = false } = input;
  return makeCall(
    {
      ...input,
      actor: { ...input.actor, isConsole: false, userAgent: BROWSER },
      service: 'signin',
      name: 'ConsoleLogin',
      readOnly: false,
      response: { ConsoleLogin: fails ? 'Failure' : 'Success' },
      more: {
        ...(fails ? { errorMessage: 'Failed authentication' } : {}),
        eventType: 'AwsConsoleSignIn',
        additionalEventData: {
          LoginTo: 'https://console.aws.amazon.com/console/home',
          MobileVersion: 'No',
          MFAUsed: input.mfa ? 'Yes' : 'No',
        },
      },
    },
    random,
  );
}

export const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0';
