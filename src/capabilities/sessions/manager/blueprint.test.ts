import { describe, expect, it } from 'vitest';
import { asObject, inlinePoliciesOf, policyOf } from '../../../../test/support/cloudformation.ts';
import {
  aConfig,
  deployBlueprint,
  FOREIGN,
  HOME_REGION,
  MEMBER,
} from '../../../../test/support/cloudformation-fixture.ts';
import { decide } from '../../../../test/support/simulate.ts';
import { accountRoles } from '../../../blueprints/account-roles/blueprint.ts';
import type { DeploymentContext } from '../../../blueprints/blueprint.ts';
import type { Occupant } from '../../../domain/occupant.ts';
import { sessionDocumentName } from '../names.ts';
import { sessionManager } from './blueprint.ts';
import { judgeDefaults } from './defaults.ts';
import { preferencesOf } from './preferences.ts';

type Changes = Readonly<Record<string, unknown>>;

const sessions = (changes: Changes = {}) => ({ sessions: { enabled: true, ...changes } });
const nameFor = (changes: Changes = {}) => sessionDocumentName(aConfig(sessions(changes)));

describe('the document', () => {
  it('says what metsuke.yaml says', () => {
    const changes = {
      idleTimeoutMinutes: 5,
      maxDurationMinutes: 60,
      runAs: { enabled: true, defaultUser: 'operator' },
    };
    const { resources } = deployBlueprint(sessionManager, sessions(changes));
    expect(resources.SessionDocument).toMatchObject({
      Name: nameFor(changes),
      DocumentType: 'Session',
      Content: {
        sessionType: 'Standard_Stream',
        inputs: {
          idleSessionTimeout: '5',
          maxSessionDuration: '60',
          runAsEnabled: true,
          runAsDefaultUser: 'operator',
          cloudWatchLogGroupName: '/metsuke/aws-organizations/sessions',
          cloudWatchStreamingEnabled: true,
        },
      },
    });
  });

  it('logs into a group that the collection of log groups brings to the archive', () => {
    const { resources } = deployBlueprint(sessionManager, sessions());
    const collected = aConfig().logCollection.logGroups.filter((pattern) => pattern.startsWith('/metsuke/'));
    expect(collected).toEqual(['/metsuke/*']);
    expect(asObject(resources.SessionLogGroup ?? null).LogGroupName).toMatch(/^\/metsuke\//);
  });

  it.each([
    { idleTimeoutMinutes: 5 },
    { maxDurationMinutes: 60 },
    { runAs: { enabled: true } },
    { shellProfile: { linux: 'cd /' } },
    { kmsKey: true },
  ])('is another one when a preference changes: %o', (changes) => {
    expect(nameFor(changes)).not.toBe(nameFor());
  });

  it('is the same when only the people or the retention change', () => {
    expect(nameFor({ retentionDays: 30, operators: { tag: 'a', values: ['b'] } })).toBe(nameFor());
  });
});

const INSTANCE = `arn:aws:ec2:${HOME_REGION}:${MEMBER}:instance/i-0123456789abcdef0`;
const OUR_DOCUMENT = `arn:aws:ssm:${HOME_REGION}:${MEMBER}:document/${nameFor()}`;
const DEFAULT_DOCUMENT = `arn:aws:ssm:${HOME_REGION}:${MEMBER}:document/SSM-SessionManagerRunShell`;
const sessionOf = (person: string) => `arn:aws:ssm:${HOME_REGION}:${MEMBER}:session/${person}-0a1b2c3d`;
const HANAKO = { 'aws:userid': 'AROAEXAMPLE:hanako' };
const CHECKED = { 'ssm:SessionDocumentAccessCheck': 'true' };
const OPERATORS = { tag: 'Environment', values: ['development', 'staging-*'] };

async function mayOperator(
  action: string,
  resource: string,
  context: Readonly<Record<string, string>>,
  changes: Changes = {},
) {
  const deployed = deployBlueprint(accountRoles, sessions({ operators: OPERATORS, ...changes }));
  const identity = [policyOf(deployed, 'SessionOperatorPolicy')];
  const principal = `arn:aws:sts::${MEMBER}:assumed-role/Operator/hanako`;
  const owner = resource.split(':')[4] || MEMBER;
  return decide({ principal, action, resource, owner, context: { ...HANAKO, ...context } }, { identity });
}

describe('an operator', () => {
  it.each([
    ['enters an instance with the tag', { 'ssm:resourceTag/Environment': 'development', ...CHECKED }, 'allowed'],
    ['enters one whose value is like a pattern', { 'ssm:resourceTag/Environment': 'staging-2', ...CHECKED }, 'allowed'],
    ['does not enter one with another value', { 'ssm:resourceTag/Environment': 'production', ...CHECKED }, 'denied'],
    ['does not enter one with another tag', { 'ssm:resourceTag/Stage': 'development', ...CHECKED }, 'denied'],
    ['does not enter one without a tag', CHECKED, 'denied'],
    [
      'does not enter without a look at the document',
      { 'ssm:resourceTag/Environment': 'development', 'ssm:SessionDocumentAccessCheck': 'false' },
      'denied',
    ],
  ] as const)('%s', async (_name, context, verdict) => {
    expect(await mayOperator('ssm:StartSession', INSTANCE, context)).toBe(verdict);
  });

  it.each([
    ['by our document', OUR_DOCUMENT, 'allowed'],
    ["by the account's default document, which says the same", DEFAULT_DOCUMENT, 'allowed'],
    ['by no other', DEFAULT_DOCUMENT.replace('SSM-SessionManagerRunShell', 'Theirs'), 'denied'],
  ] as const)('%s', async (_name, document, verdict) => {
    expect(await mayOperator('ssm:StartSession', document, {})).toBe(verdict);
  });

  it('does not enter by a default document that is left to somebody else', async () => {
    expect(await mayOperator('ssm:StartSession', DEFAULT_DOCUMENT, {}, { asDefault: false })).toBe('denied');
  });

  // The simulator knows no document without an account, as those of AWS are.
  it.each([
    ['forwards no port by default', false],
    ['forwards ports when that was chosen', true],
  ])('%s', (_name, portForwarding) => {
    const deployed = deployBlueprint(accountRoles, sessions({ operators: { ...OPERATORS, portForwarding } }));
    const policy = JSON.stringify(policyOf(deployed, 'SessionOperatorPolicy'));
    expect(policy.includes('arn:aws:ssm:*::document/AWS-StartPortForwardingSession"')).toBe(portForwarding);
  });

  it.each([
    ['ssm:TerminateSession', 'AROAEXAMPLE:hanako', 'allowed'],
    ['ssm:ResumeSession', 'AROAEXAMPLE:hanako', 'allowed'],
    ['ssm:TerminateSession', 'AROAEXAMPLE:taro', 'denied'],
    ['ssm:ResumeSession', 'AROAEXAMPLE:taro', 'denied'],
  ] as const)('%s of %s: %s', async (action, person, verdict) => {
    expect(await mayOperator(action, sessionOf(person), {})).toBe(verdict);
  });

  it('runs no command', async () => {
    expect(await mayOperator('ssm:SendCommand', INSTANCE, { 'ssm:resourceTag/Environment': 'development' })).toBe(
      'denied',
    );
  });

  it('has no policy unless operators are configured', () => {
    expect(deployBlueprint(accountRoles, sessions()).resources).not.toHaveProperty('SessionOperatorPolicy');
  });
});

describe('who looks on', () => {
  const deployed = deployBlueprint(accountRoles, sessions({ operators: OPERATORS }));
  const log = `arn:aws:logs:${HOME_REGION}:${MEMBER}:log-group:/metsuke/aws-organizations/sessions:log-stream:hanako-1`;
  const other = `arn:aws:logs:${HOME_REGION}:${MEMBER}:log-group:/var/log/secure:log-stream:i-1`;

  it.each([
    ['reads what was done in sessions', 'logs:GetLogEvents', log, 'allowed'],
    ['reads no other log', 'logs:GetLogEvents', other, 'denied'],
    ['opens no session', 'ssm:StartSession', INSTANCE, 'denied'],
    ['opens none by our document either', 'ssm:StartSession', OUR_DOCUMENT, 'denied'],
    ['ends none', 'ssm:TerminateSession', sessionOf('AROAEXAMPLE:hanako'), 'denied'],
  ] as const)('%s', async (_name, action, resource, verdict) => {
    const principal = `arn:aws:sts::${MEMBER}:assumed-role/Auditor/hanako`;
    const tagged = { 'ssm:resourceTag/Environment': 'development', ...CHECKED };
    const context = { ...HANAKO, ...(action === 'ssm:StartSession' ? tagged : {}) };
    const request = { principal, action, resource, owner: MEMBER, context };
    expect(await decide(request, { identity: [policyOf(deployed, 'SessionViewerPolicy')] })).toBe(verdict);
  });
});

describe('preferences that are there already', () => {
  const HOST_ROLE = 'aws-organizations-HostManagement';
  const context = { config: aConfig(sessions()) } as DeploymentContext;
  const occupant = (settings: Occupant['settings'], name = '') => ({ region: HOME_REGION, name, settings });
  const same = Object.fromEntries(
    Object.entries(preferencesOf(context.config, { logGroup: '/metsuke/aws-organizations/sessions', key: '' })).map(
      ([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : value],
    ),
  );

  it('are replaced, and the plan says what differs and what a destroy does', () => {
    const judgement = judgeDefaults(occupant({ ...same, idleSessionTimeout: '60', version: '3' }), context);
    expect(judgement?.keepsNothingOut).toBe(true);
    expect(judgement?.message).toBe(
      'the default preferences of sessions are replaced: idleSessionTimeout 60 → 20. A destroy makes version 3 the default one again.',
    );
  });

  it('are told together with a role of hosts that stays', () => {
    const role = { hostManagementRole: 'service-role/Theirs' };
    expect(judgeDefaults(occupant({ version: null, ...role }), context)).toEqual({
      isGoodEnough: true,
      keepsNothingOut: true,
      message: expect.stringMatching(
        /^default host management uses the role service-role\/Theirs, which Metsuke did not make/,
      ),
    });
    expect(
      judgeDefaults(occupant({ ...same, idleSessionTimeout: '60', version: '3', ...role }), context)?.message,
    ).toMatch(/idleSessionTimeout 60 → 20.* default host management uses/);
  });

  it.each([
    ['the same as ours', occupant({ ...same, version: '1' }), context],
    ['ours', occupant({ version: '2' }, `${nameFor()}-instead-of-1`), context],
    ['not ours to say', occupant({ version: '1' }), { config: aConfig(sessions({ asDefault: false })) }],
    ['none, beside a role of ours', occupant({ version: null, hostManagementRole: HOST_ROLE }), context],
    [
      'none, beside a role that is left alone',
      occupant({ version: null, hostManagementRole: 'service-role/Theirs' }),
      { config: aConfig(sessions({ defaultHostManagement: false })) },
    ],
  ])('are no news when they are %s', (_name, there, given) => {
    expect(judgeDefaults(there, given as DeploymentContext)).toBeNull();
  });
});

it('no document begins with a word that AWS keeps for itself', () => {
  expect(nameFor()).not.toMatch(/^(aws|amazon|amzn)/i);
});

describe('an instance', () => {
  const deployed = deployBlueprint(accountRoles, sessions());
  const role = `arn:aws:iam::${MEMBER}:role/aws-organizations-Instance`;
  const streamOf = (account: string, group: string) =>
    `arn:aws:logs:${HOME_REGION}:${account}:log-group:${group}:log-stream:hanako-0a1b2c3d`;

  it.each([
    [
      'writes logs of sessions',
      'logs:PutLogEvents',
      streamOf(MEMBER, '/metsuke/aws-organizations/sessions'),
      'allowed',
    ],
    ['writes no other log group', 'logs:PutLogEvents', streamOf(MEMBER, '/var/log/secure'), 'denied'],
    [
      'deletes no log stream',
      'logs:DeleteLogStream',
      streamOf(MEMBER, '/metsuke/aws-organizations/sessions'),
      'denied',
    ],
    [
      'writes nothing elsewhere',
      'logs:PutLogEvents',
      streamOf(FOREIGN, '/metsuke/aws-organizations/sessions'),
      'denied',
    ],
  ] as const)('%s', async (_name, action, resource, verdict) => {
    const request = { principal: role, action, resource, owner: resource.split(':')[4] ?? '', context: {} };
    expect(await decide(request, { identity: inlinePoliciesOf(deployed, 'InstanceRole') })).toBe(verdict);
  });
});
