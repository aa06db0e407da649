import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aConfig, FACTS, HOME_REGION, MEMBER } from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import type { CloudTrailEvent } from '../../domain/cloudtrail-event.ts';
import type { Guardrail } from '../guardrail.ts';
import { leaveOrganization } from '../leave-organization/guardrail.ts';
import { protectAccounts } from '../protect-accounts/guardrail.ts';
import { protectDelivery } from '../protect-delivery/guardrail.ts';
import { protectDetection } from '../protect-detection/guardrail.ts';
import { regionRestriction } from '../region-restriction/guardrail.ts';
import { rootUser } from '../root-user/guardrail.ts';
import { denyingStatement } from './evaluate.ts';
import { previewPolicies, wouldHaveDenied } from './would-have-denied.ts';

const documentOf = (guardrail: Guardrail) => guardrail.document(aConfig(), FACTS);

function anEvent(changes: Partial<CloudTrailEvent> = {}, role = 'Admin'): CloudTrailEvent {
  return {
    eventTime: '2026-11-20T01:02:03Z',
    eventSource: 'sns.amazonaws.com',
    eventName: 'DeleteTopic',
    awsRegion: HOME_REGION,
    userIdentity: {
      type: 'AssumedRole',
      accountId: MEMBER,
      arn: `arn:aws:sts::${MEMBER}:assumed-role/${role}/me`,
      sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${MEMBER}:role/${role}` } },
    },
    requestParameters: { topicArn: `arn:aws:sns:${HOME_REGION}:${MEMBER}:aws-organizations-x` },
    ...changes,
  };
}

const profileArn = (name: string) => `arn:aws:bedrock:${HOME_REGION}:${MEMBER}:inference-profile/${name}`;

function inference(eventName: string, inferenceRegion: string, modelId: string): CloudTrailEvent {
  const additionalEventData = { inferenceRegion };
  return anEvent({
    eventSource: 'bedrock.amazonaws.com',
    eventName,
    requestParameters: { modelId },
    additionalEventData,
  });
}

const root = (sessionContext = {}) => ({
  userIdentity: { type: 'Root', accountId: MEMBER, arn: `arn:aws:iam::${MEMBER}:root`, sessionContext },
});

describe('a call that was made', () => {
  it.each<[string, Guardrail, CloudTrailEvent, string | null]>([
    ['a topic of ours deleted', protectDelivery, anEvent(), 'Named'],
    ['by the role that deploys', protectDelivery, anEvent({}, 'AWSCloudFormationStackSetExecutionRole'), null],
    [
      'a topic of others',
      protectDelivery,
      anEvent({ requestParameters: { topicArn: `arn:aws:sns:${HOME_REGION}:${MEMBER}:orders` } }),
      null,
    ],
    ['refused already', protectDelivery, anEvent({ errorCode: 'AuthorizationError' }), null],
    ['failed for another reason', protectDelivery, anEvent({ errorCode: 'NotFound' }), 'Named'],
    [
      'the function that formats, with the date in its event',
      protectDelivery,
      anEvent({
        eventSource: 'lambda.amazonaws.com',
        eventName: 'UpdateFunctionCode20150331v2',
        requestParameters: { functionName: 'aws-organizations-formatter' },
      }),
      'Named',
    ],
    [
      'an object of the archive',
      protectDelivery,
      anEvent({
        eventSource: 's3.amazonaws.com',
        eventName: 'DeleteObject',
        requestParameters: { bucketName: 'aws-organizations-logs', key: 'a.gz' },
      }),
      'Named',
    ],
    [
      'a parameter of ours',
      protectAccounts,
      anEvent({
        eventSource: 'ssm.amazonaws.com',
        eventName: 'PutParameter',
        requestParameters: { name: '/metsuke/aws-organizations/governance' },
      }),
      'NamedExtras',
    ],
    [
      'a recorder stopped',
      protectDetection,
      anEvent({
        eventSource: 'config.amazonaws.com',
        eventName: 'StopConfigurationRecorder',
        requestParameters: { configurationRecorderName: 'default' },
      }),
      'Config',
    ],
    [
      'a role of ours changed',
      protectDetection,
      anEvent({
        eventSource: 'iam.amazonaws.com',
        eventName: 'PutRolePolicy',
        requestParameters: { roleName: 'aws-organizations-EventForwarding' },
      }),
      'Roots',
    ],
    [
      'a stack of ours deleted',
      protectDetection,
      anEvent({
        eventSource: 'cloudformation.amazonaws.com',
        eventName: 'DeleteStack',
        requestParameters: { stackName: 'StackSet-AWSOrganizations-ConfigRules-1' },
      }),
      'Roots',
    ],
    ['elsewhere', regionRestriction, anEvent({ awsRegion: 'eu-west-1' }), 'RegionRestriction'],
    ['at home', regionRestriction, anEvent(), null],
    [
      'elsewhere, of a global service',
      regionRestriction,
      anEvent({ awsRegion: 'us-east-1', eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' }),
      null,
    ],
    [
      'elsewhere, of a service that only answers there',
      regionRestriction,
      anEvent({
        awsRegion: 'us-east-1',
        eventSource: 'cost-optimization-hub.amazonaws.com',
        eventName: 'ListRecommendations',
      }),
      null,
    ],
    [
      'a metric of CloudFront',
      regionRestriction,
      anEvent({ awsRegion: 'us-east-1', eventSource: 'monitoring.amazonaws.com', eventName: 'DescribeAlarms' }),
      null,
    ],
    [
      'a metric elsewhere',
      regionRestriction,
      anEvent({ awsRegion: 'eu-west-1', eventSource: 'monitoring.amazonaws.com', eventName: 'DescribeAlarms' }),
      'RegionRestriction2',
    ],
    ['a model at home', regionRestriction, inference('Converse', HOME_REGION, 'jp.x'), null],
    [
      'a model computed elsewhere',
      regionRestriction,
      inference('Converse', 'us-west-2', 'apac.x'),
      'RegionRestriction',
    ],
    [
      'leaving',
      leaveOrganization,
      anEvent({ eventSource: 'organizations.amazonaws.com', eventName: 'LeaveOrganization' }),
      'LeaveOrganization',
    ],
    ['of a root user', rootUser, anEvent(root()), 'RootUser'],
    ['of a privileged root session', rootUser, anEvent(root({ assumedRoot: 'true' })), null],
    [
      'of a service-linked role',
      regionRestriction,
      anEvent({ awsRegion: 'eu-west-1' }, 'aws-service-role/x.amazonaws.com/X'),
      null,
    ],
    [
      'of a service',
      regionRestriction,
      anEvent({ awsRegion: 'eu-west-1', userIdentity: { type: 'AWSService' } }),
      null,
    ],
  ])('%s (%o)', (_what, guardrail, event, statement) => {
    expect(wouldHaveDenied(documentOf(guardrail), event)).toBe(statement);
  });
});

describe('a model of Amazon Bedrock that an inference profile invoked elsewhere', () => {
  const config = aConfig({ guardrails: { regionRestriction: { bedrockProfiles: ['jp', 'global'] } } });
  const document = regionRestriction.document(config, FACTS);
  const other = `arn:aws:bedrock:${HOME_REGION}:${MEMBER}:application-inference-profile/x1y2z3`;

  it.each([
    ['the profile is named', inference('InvokeModel', 'ap-northeast-3', 'jp.x'), null],
    ['the profile is named, by its ARN', inference('ConverseStream', 'ap-northeast-3', profileArn('jp.x')), null],
    ['the profile is global', inference('Converse', 'eu-west-1', 'global.x'), null],
    ['another profile', inference('Converse', 'us-west-2', 'us.x'), 'RegionRestriction'],
    ['a profile of an application', inference('Converse', 'us-west-2', other), 'RegionRestriction'],
  ])('%s', (_what, event, statement) => {
    expect(wouldHaveDenied(document, event)).toBe(statement);
  });

  it('counts where it was computed', async () => {
    async function* events() {
      yield inference('Converse', 'us-west-2', 'us.x');
    }
    const policy = { id: 'region-restriction', document, binds: () => true };
    const [preview] = await previewPolicies([policy], { days: 30, description: '30 days', events });
    expect(preview?.denied).toMatchObject([{ action: 'bedrock:InvokeModel', region: 'us-west-2', calls: 1 }]);
  });
});

describe('what was done of late', () => {
  const days = { days: 30, description: '30 days' };

  it('is counted by principal and action, in the accounts that the policy binds', async () => {
    const events = [
      anEvent(),
      anEvent({ eventTime: '2026-11-22T00:00:00Z' }),
      anEvent({}, 'Dev'),
      anEvent({}, 'OrganizationAccountAccessRole'),
    ];
    const activity = {
      ...days,
      async *events() {
        yield* events;
      },
    };
    const policy = { id: 'protect-delivery', document: documentOf(protectDelivery) };
    const [bound, free] = await previewPolicies(
      [
        { ...policy, binds: (account) => account === MEMBER },
        { ...policy, binds: () => false },
      ],
      activity,
    );
    expect(bound).toMatchObject({
      calls: 3,
      principals: 2,
      denied: [
        {
          principal: `arn:aws:iam::${MEMBER}:role/Admin`,
          action: 'sns:DeleteTopic',
          statement: 'Named',
          calls: 2,
          lastAt: '2026-11-22T00:00:00Z',
        },
        { principal: `arn:aws:iam::${MEMBER}:role/Dev`, calls: 1 },
      ],
    });
    expect(free).toMatchObject({ calls: 0, principals: 0 });
  });
});

/** iam-simulate knows nothing of our evaluator: over generated requests both must say the same. */
describe('an independent judge agrees', () => {
  const pick = (...values: string[]) => fc.constantFrom(...values);
  const TARGETS: readonly (readonly [action: string, resource: string])[] = [
    ['sns:DeleteTopic', `arn:aws:sns:${HOME_REGION}:${MEMBER}:NAME`],
    ['iam:PutRolePolicy', `arn:aws:iam::${MEMBER}:role/NAME`],
    ['iam:GetRole', `arn:aws:iam::${MEMBER}:role/NAME`],
    ['s3:DeleteObject', 'arn:aws:s3:::NAME/o-1/a.gz'],
    ['cloudtrail:StopLogging', `arn:aws:cloudtrail:${HOME_REGION}:${MEMBER}:trail/NAME`],
    ['cloudformation:DeleteStack', `arn:aws:cloudformation:${HOME_REGION}:${MEMBER}:stack/NAME/1`],
    ['ec2:TerminateInstances', `arn:aws:ec2:${HOME_REGION}:${MEMBER}:instance/i-0123456789abcdef0`],
    ['organizations:LeaveOrganization', '*'],
    ['config:DeleteDeliveryChannel', '*'],
    ['servicequotas:ListServices', '*'],
    ['cloudwatch:DescribeAlarms', `arn:aws:cloudwatch:${HOME_REGION}:${MEMBER}:alarm:NAME`],
  ];
  const request = fc.record({
    target: fc.constantFrom(...TARGETS),
    name: pick('aws-organizations-x', 'StackSet-x', 'orders', 'stacksets-exec-1', 'OrganizationAccountAccessRole'),
    principal: pick(
      'role/Admin',
      'role/stacksets-exec-1',
      'role/team/stacksets-exec-1',
      'role/OrganizationAccountAccessRole',
      'role/OrganizationAccountAccessRole2',
      'root',
      'user/me',
    ),
    region: pick(HOME_REGION, 'us-east-1', 'eu-west-1'),
    assumedRoot: fc.boolean(),
  });

  it.each(
    [regionRestriction, protectDetection, protectDelivery, leaveOrganization, rootUser].map(
      (one) => [one.id, one] as const,
    ),
  )('on %s', async (_id, guardrail) => {
    const document = documentOf(guardrail);
    await fc.assert(
      fc.asyncProperty(request, async ({ target: [action, arn], name, principal, region, assumedRoot }) => {
        const resource = arn.replace('NAME', name);
        const principalArn = `arn:aws:iam::${MEMBER}:${principal}`;
        const context = {
          'aws:PrincipalArn': principalArn,
          'aws:RequestedRegion': region,
          ...(assumedRoot && { 'aws:AssumedRoot': 'true' }),
        };
        const verdict = await decide(
          { principal: principalArn, action, resource, owner: MEMBER, context },
          { identity: [ADMINISTRATOR_ACCESS], serviceControl: [document] },
        );
        const ours = denyingStatement(document, {
          action,
          resources: resource === '*' ? [] : [resource],
          context: Object.fromEntries(Object.entries(context).map(([key, value]) => [key.toLowerCase(), [value]])),
        });
        expect(ours !== null).toBe(verdict === 'forbidden');
      }),
      { numRuns: 60 },
    );
  });
});
