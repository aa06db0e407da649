import { describe, expect, it } from 'vitest';
import { A_SESSION_VPC, aConfig, EVERY_CHANNEL, MEMBER } from '../../test/support/cloudformation-fixture.ts';
import { CAPABILITIES } from '../capabilities/catalog.ts';
import { GUARDRAILS } from '../guardrails/catalog.ts';
import { synthesize } from './synth.ts';

const files = synthesize(aConfig());
const contentOf = (path: string) => files.find((file) => file.path === path)?.content ?? '';

it('writes every template and policy, those that are off too', () => {
  expect(files.map((file) => file.path)).toEqual([
    'README.md',
    'templates/stackset-administration.json',
    'templates/stackset-execution.json',
    'templates/management-execution.json',
    'templates/account-baseline.json',
    'templates/account-roles.json',
    'templates/logging-resource.json',
    'templates/security-topic.json',
    'templates/security-resource.json',
    'templates/notification-hub.json',
    'templates/notification-routes.json',
    'templates/audit-execution-roles.json',
    'templates/config-recorder.json',
    'templates/config-rules.json',
    'templates/trail-archive.json',
    'templates/trail-key.json',
    'templates/organization-trail.json',
    'templates/account-trail.json',
    'templates/log-archive-regions.json',
    // Of session endpoints there is a template for each network: none here.
    ...CAPABILITIES.flatMap(({ blueprints }) => blueprints.map(({ id }) => `templates/${id}.json`)).filter(
      (path) => path !== 'templates/session-endpoints.json',
    ),
    // Two are statements of protect-accounts.
    ...GUARDRAILS.map(({ id }) => id)
      .filter((id) => !['leave-organization', 'root-user'].includes(id))
      .map((id) => `policies/${id}.json`),
  ]);
});

it('says of VPCs with endpoints only where there are some, and asks for each account in its own regions alone', () => {
  const changes = { governedRegions: ['ap-northeast-1', 'us-east-1'] };
  const abroad = { ...A_SESSION_VPC, vpcId: 'vpc-0123456789abcdef1', account: 'prod', region: 'us-east-1' };
  const sessions = { enabled: true, endpoints: [A_SESSION_VPC, abroad] };
  const written = synthesize(aConfig({ ...changes, sessions }));
  expect(written.map(({ path }) => path)).toContain('templates/session-endpoints.json');
  const manual = written.find(({ path }) => path === 'README.md')?.content ?? '';
  const [, section = ''] = manual.split('## templates/session-endpoints.json');
  expect(section).toContain(`--accounts ${MEMBER} \\\n  --regions ap-northeast-1 \\\n`);
  expect(section).toContain('--accounts "<id of the account prod>" \\\n  --regions us-east-1 \\\n');
  expect(section).toContain(`ParameterKey=Vpc0123456789abcdef0Account,ParameterValue="${MEMBER}"`);
});

it('writes the same files every time', () => {
  expect(synthesize(aConfig())).toEqual(files);
});

it('writes templates for people, policies for the counter of characters', () => {
  expect(contentOf('templates/security-topic.json')).toMatch(/^\{\n {2}"AWSTemplateFormatVersion": "2010-09-09",\n/);
  expect(contentOf('policies/region-restriction.json')).toMatch(/^\{"Version":"2012-10-17","Statement":\[.*\]\}$/);
});

it('leaves the roles out when CloudFormation brings its own', () => {
  const paths = synthesize(aConfig({ stackSets: { permissionModel: 'SERVICE_MANAGED' } })).map((file) => file.path);
  expect(paths).not.toContain('templates/stackset-execution.json');
  expect(paths).toContain('templates/security-topic.json');
});

it.each([
  ['by default', {}],
  ['in Japanese, with Slack and a webhook', EVERY_CHANNEL],
  ['with every rule', { configRules: { profile: 'strict' } }],
])('writes templates that CloudFormation takes as they are, %s', (_what, changes) => {
  for (const { path, content } of synthesize(aConfig(changes))) {
    if (path.startsWith('templates/')) expect([path, Buffer.byteLength(content) <= 51_200]).toEqual([path, true]);
  }
});

it('never writes an address', () => {
  expect(files.map((file) => file.content).join()).not.toContain('@example.com');
});

describe('the manual', () => {
  const manual = contentOf('README.md');
  it.each(files.filter((file) => file.path !== 'README.md').map((file) => file.path))(
    'tells how to deploy %s',
    (path) => {
      expect(manual).toContain(`## ${path}`);
      expect(manual).toContain(`file://${path}`);
    },
  );

  it('asks for the id of an account that metsuke.yaml names', () => {
    const named = synthesize(aConfig({ machineImages: { enabled: true, account: 'our images' } }));
    expect(named.find(({ path }) => path === 'README.md')?.content).toContain(
      'IMAGE_ACCOUNT_ID="<id of the account our images>"',
    );
  });

  it('says what is off', () => {
    expect(manual).toMatch(/audit-execution-roles\.json\n\n.* Off in this configuration\./);
    expect(manual).not.toMatch(/security-topic\.json\n\n.* Off in this configuration\./);
  });

  it.each([
    'aws cloudformation create-stack-set \\\n  --stack-set-name AWSOrganizations-SecurityTopic',
    'ParameterKey=SecurityNotificationEmail,ParameterValue="$SECURITY_NOTIFICATION_EMAIL"',
    'ParameterKey=OrgID,ParameterValue="$ORG_ID"',
    '--accounts $AUDIT_ACCOUNT_ID \\\n  --regions ap-northeast-1',
    'aws organizations attach-policy --policy-id $POLICY_ID --target-id $ROOT_ID',
    'aws organizations enable-aws-service-access --service-principal cloudtrail.amazonaws.com',
    'register-delegated-administrator --service-principal config.amazonaws.com --account-id "$AUDIT_ACCOUNT_ID"',
  ])('says %s', (text) => {
    expect(manual).toContain(text);
  });

  it('targets units when CloudFormation brings its own roles', () => {
    const [readme] = synthesize(aConfig({ stackSets: { permissionModel: 'SERVICE_MANAGED' } }));
    expect(readme?.content).toContain('--permission-model SERVICE_MANAGED');
    expect(readme?.content).toContain(
      '--deployment-targets OrganizationalUnitIds=$ROOT_ID,Accounts=$LOG_ACCOUNT_ID,AccountFilterType=INTERSECTION',
    );
  });

  it('asks for the ids that only AWS knows', () => {
    const config = aConfig({
      accounts: { audit: 'audit', log: '333333333333' },
      guardrails: { regionRestriction: { targets: ['Workloads/Production', 'ou-ab12-cdef3456'] } },
    });
    const text = synthesize(config)[0]?.content;
    expect(text).toContain('AUDIT_ACCOUNT_ID="<id of the account audit>"\nLOG_ACCOUNT_ID=333333333333\n');
    expect(text).toContain('--target-id "<id of Workloads/Production>"');
    expect(text).toContain('--target-id ou-ab12-cdef3456');
  });
});
