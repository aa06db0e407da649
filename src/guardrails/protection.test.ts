import { describe, expect, it } from 'vitest';
import { AUDIT, aConfig, FACTS, HOME_REGION, MEMBER } from '../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../test/support/simulate.ts';
import { protectAccounts } from './protect-accounts/guardrail.ts';
import { protectDelivery } from './protect-delivery/guardrail.ts';
import { protectDetection } from './protect-detection/guardrail.ts';

const PARTS = [protectDetection, protectDelivery, protectAccounts];
const documentsOf = (changes = {}) => PARTS.map((guardrail) => guardrail.document(aConfig(changes), FACTS));

const DEFAULT_KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MEMBER}:root` }, Action: 'kms:*', Resource: '*' }],
};

interface Attempt {
  readonly action: string;
  readonly resource: string;
  /** Path and name of the role. */
  readonly role?: string;
  readonly owner?: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
}

function attempt({ action, resource, role = 'Admin', owner = MEMBER, context = {} }: Attempt, changes = {}) {
  const arn = `arn:aws:iam::${owner}:role/${role}`;
  return decide(
    {
      principal: arn,
      action,
      resource,
      owner,
      context: { 'aws:RequestedRegion': HOME_REGION, 'aws:PrincipalArn': arn, ...context },
    },
    {
      identity: [ADMINISTRATOR_ACCESS],
      serviceControl: documentsOf(changes),
      // A key lets nobody in by identity policies alone, unless its own policy says so, as the default one does.
      ...(action.startsWith('kms:') && { resource: DEFAULT_KEY_POLICY }),
    },
  );
}

describe('what is no business of ours', () => {
  it.each([
    ['iam:DeleteRole', `arn:aws:iam::${MEMBER}:role/app-aws-organizations-x`],
    ['cloudformation:DeleteStack', `arn:aws:cloudformation:${HOME_REGION}:${MEMBER}:stack/shop/1`],
    ['cloudtrail:StopLogging', `arn:aws:cloudtrail:${HOME_REGION}:${MEMBER}:trail/our-team`],
    ['s3:DeleteObject', 'arn:aws:s3:::shop-uploads/1.jpg'],
    ['logs:DeleteLogGroup', `arn:aws:logs:${HOME_REGION}:${MEMBER}:log-group:/aws/lambda/shop`],
    ['events:DeleteRule', `arn:aws:events:${HOME_REGION}:${MEMBER}:rule/nightly`],
    ['sns:DeleteTopic', `arn:aws:sns:${HOME_REGION}:${MEMBER}:orders`],
    ['lambda:UpdateFunctionCode', `arn:aws:lambda:${HOME_REGION}:${MEMBER}:function:shop`],
    ['dynamodb:DeleteItem', `arn:aws:dynamodb:${HOME_REGION}:${MEMBER}:table/orders`],
    ['cloudformation:DeleteStack', `arn:aws:cloudformation:${HOME_REGION}:${MEMBER}:stack/StackSet-theirs-1/1`],
    ['events:PutPermission', '*'],
    ['ssm:UpdatePatchBaseline', `arn:aws:ssm:${HOME_REGION}:${MEMBER}:patchbaseline/pb-0123456789abcdef0`],
    ['imagebuilder:DeleteComponent', `arn:aws:imagebuilder:${HOME_REGION}:${MEMBER}:component/shop/1.0.0/1`],
    ['sqs:SendMessage', `arn:aws:sqs:${HOME_REGION}:${MEMBER}:orders`],
    ['ssm:PutParameter', `arn:aws:ssm:${HOME_REGION}:${MEMBER}:parameter/shop/url`],
    ['kms:DeleteAlias', `arn:aws:kms:${HOME_REGION}:${MEMBER}:alias/shop`],
    // reading is for everybody
    ['guardduty:GetFindings', '*'],
    ['config:GetComplianceDetailsByConfigRule', `arn:aws:config:${HOME_REGION}:${MEMBER}:config-rule/config-rule-x1`],
    ['sns:GetTopicAttributes', `arn:aws:sns:${HOME_REGION}:${AUDIT}:aws-organizations-AggregateSecurityNotifications`],
  ])('%s of %s passes', async (action, resource) => {
    expect(await attempt({ action, resource })).toBe('allowed');
  });

  it('is a key without an alias of ours', async () => {
    const key = {
      action: 'kms:ScheduleKeyDeletion',
      resource: `arn:aws:kms:${HOME_REGION}:${MEMBER}:key/11112222-3333-4444-5555-666677778888`,
    };
    expect(await attempt({ ...key, context: { 'kms:ResourceAliases': ['alias/shop'] } })).toBe('allowed');
    expect(await attempt(key)).toBe('allowed');
  });
});

describe('who is exempt', () => {
  const RECORDER = {
    action: 'config:StopConfigurationRecorder',
    resource: `arn:aws:config:${HOME_REGION}:${MEMBER}:configuration-recorder/default/x1`,
  };

  it.each([
    ['a role for emergencies', 'BreakGlass', { guardrails: { protectBaseline: { exemptRoles: ['BreakGlass'] } } }],
    ['another ExecutionRole', 'Deployer', { stackSets: { executionRole: 'Deployer' } }],
    [
      'another bootstrap role',
      'AWSControlTowerExecution',
      { stackSets: { bootstrapRole: 'AWSControlTowerExecution' } },
    ],
  ])('%s, when it is configured', async (_what, role, changes) => {
    expect(await attempt({ ...RECORDER, role }, changes)).toBe('allowed');
    expect(await attempt({ ...RECORDER, role })).toBe('forbidden');
  });

  it('follows the prefix of the names', async () => {
    const role = (prefix: string) => ({
      action: 'iam:DeleteRole',
      resource: `arn:aws:iam::${MEMBER}:role/${prefix}-x`,
    });
    expect(await attempt(role('acme'), { resourcePrefix: 'acme' })).toBe('forbidden');
    expect(await attempt(role('aws-organizations'), { resourcePrefix: 'acme' })).toBe('allowed');
  });
});
