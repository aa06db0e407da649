import type { BusEvent } from './event-chain.ts';
import type { Place } from './fit-event.ts';

export const SAMPLES = ['guardduty-finding', 'config-violation', 'root-login', 'trail-stopped', 'health'] as const;
export type SampleName = (typeof SAMPLES)[number];

/** Sign-in and IAM are global services: what they report is in us-east-1. */
export function regionOfSample(name: SampleName): string | null {
  return name === 'root-login' ? 'us-east-1' : null;
}

/** What AWS reports when such a thing happens: the fields of a real event, with addresses and names reserved for examples. */
export function makeSample(name: SampleName, place: Place, now: Date): BusEvent {
  const at = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const envelope = { version: '0', account: place.account, region: place.region, time: at };
  return { ...envelope, ...MAKERS[name](place, at) };
}

type Content = Pick<BusEvent, 'source' | 'detail-type' | 'detail'> & { readonly resources: readonly string[] };

const MAKERS: Readonly<Record<SampleName, (place: Place, at: string) => Content>> = {
  'guardduty-finding': makeFinding,
  'config-violation': makeViolation,
  'root-login': makeRootLogin,
  'trail-stopped': makeTrailStopped,
  health: makeHealth,
};

function makeFinding({ account, region }: Place, at: string): Content {
  const detector = '12abc34d567e8fa901bc2d34eexample';
  const id = 'f1b2c3d4e5f60718293a4b5c6d7e8f90';
  return {
    source: 'aws.guardduty',
    'detail-type': 'GuardDuty Finding',
    resources: [],
    detail: {
      schemaVersion: '2.0',
      accountId: account,
      region,
      partition: 'aws',
      id,
      arn: `arn:aws:guardduty:${region}:${account}:detector/${detector}/finding/${id}`,
      type: 'UnauthorizedAccess:EC2/SSHBruteForce',
      severity: 8,
      title: '198.51.100.23 is performing SSH brute force attacks against i-0abc1234def567890.',
      description: '198.51.100.23 is performing SSH brute force attacks against i-0abc1234def567890.',
      createdAt: at,
      updatedAt: at,
      resource: {
        resourceType: 'Instance',
        instanceDetails: {
          instanceId: 'i-0abc1234def567890',
          instanceType: 't3.micro',
          availabilityZone: `${region}a`,
        },
      },
      service: {
        serviceName: 'guardduty',
        detectorId: detector,
        action: {
          actionType: 'NETWORK_CONNECTION',
          networkConnectionAction: {
            connectionDirection: 'INBOUND',
            localPortDetails: { port: 22, portName: 'SSH' },
            remoteIpDetails: { ipAddressV4: '198.51.100.23', country: { countryName: 'Example Country' } },
            protocol: 'TCP',
            blocked: false,
          },
        },
        resourceRole: 'TARGET',
        additionalInfo: {},
        eventFirstSeen: at,
        eventLastSeen: at,
        archived: false,
        count: 1,
      },
    },
  };
}

function makeViolation({ account, region }: Place, at: string): Content {
  const rule = 's3-bucket-public-read-prohibited';
  const evaluation = (complianceType: string) => ({
    evaluationResultIdentifier: {
      evaluationResultQualifier: {
        configRuleName: rule,
        resourceType: 'AWS::S3::Bucket',
        resourceId: 'example-reports',
      },
      orderingTimestamp: at,
    },
    complianceType,
    resultRecordedTime: at,
    configRuleInvokedTime: at,
  });
  return {
    source: 'aws.config',
    'detail-type': 'Config Rules Compliance Change',
    resources: [],
    detail: {
      recordVersion: '1.0',
      messageType: 'ComplianceChangeNotification',
      configRuleName: rule,
      configRuleARN: `arn:aws:config:${region}:${account}:config-rule/config-rule-abc123`,
      awsAccountId: account,
      awsRegion: region,
      resourceType: 'AWS::S3::Bucket',
      resourceId: 'example-reports',
      oldEvaluationResult: evaluation('COMPLIANT'),
      newEvaluationResult: evaluation('NON_COMPLIANT'),
      notificationCreationTime: at,
    },
  };
}

function makeRootLogin({ account, region }: Place, at: string): Content {
  return {
    source: 'aws.signin',
    'detail-type': 'AWS Console Sign In via CloudTrail',
    resources: [],
    detail: {
      ...makeRecord({ account, region }, at),
      userIdentity: { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account },
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      sourceIPAddress: '203.0.113.7',
      requestParameters: null,
      responseElements: { ConsoleLogin: 'Success' },
      additionalEventData: { MobileVersion: 'No', MFAUsed: 'No' },
      eventType: 'AwsConsoleSignIn',
    },
  };
}

function makeTrailStopped({ account, region }: Place, at: string): Content {
  const role = `arn:aws:iam::${account}:role/Admin`;
  return {
    source: 'aws.cloudtrail',
    'detail-type': 'AWS API Call via CloudTrail',
    resources: [],
    detail: {
      ...makeRecord({ account, region }, at),
      userIdentity: {
        type: 'AssumedRole',
        principalId: 'AROAEXAMPLEEXAMPLE123:somebody',
        arn: `arn:aws:sts::${account}:assumed-role/Admin/somebody`,
        accountId: account,
        sessionContext: { sessionIssuer: { type: 'Role', arn: role, accountId: account, userName: 'Admin' } },
      },
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      sourceIPAddress: '203.0.113.7',
      requestParameters: { name: `arn:aws:cloudtrail:${region}:${account}:trail/example` },
      responseElements: null,
      readOnly: false,
      eventType: 'AwsApiCall',
    },
  };
}

function makeRecord({ account, region }: Place, at: string): Readonly<Record<string, unknown>> {
  return {
    eventVersion: '1.11',
    eventTime: at,
    awsRegion: region,
    userAgent: 'example',
    eventID: '11111111-2222-4333-8444-555555555555',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  };
}

function makeHealth({ account, region }: Place, at: string): Content {
  return {
    source: 'aws.health',
    'detail-type': 'AWS Health Event',
    resources: ['i-0abc1234def567890'],
    detail: {
      eventArn: `arn:aws:health:${region}::event/EC2/AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED/example`,
      service: 'EC2',
      eventTypeCode: 'AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED',
      eventTypeCategory: 'scheduledChange',
      eventScopeCode: 'ACCOUNT_SPECIFIC',
      communicationId: 'example-1',
      startTime: at,
      lastUpdatedTime: at,
      statusCode: 'upcoming',
      eventRegion: region,
      eventDescription: [
        {
          language: 'en_US',
          latestDescription: 'The instance runs on hardware that will be retired. Stop and start it.',
        },
      ],
      affectedEntities: [{ entityValue: 'i-0abc1234def567890', status: 'PENDING' }],
      affectedAccount: account,
      page: '1',
      totalPages: '1',
    },
  };
}
