import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { ConfigService } from '@aws-sdk/client-config-service';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { Identitystore } from '@aws-sdk/client-identitystore';
import { KMS } from '@aws-sdk/client-kms';
import { SSOAdmin } from '@aws-sdk/client-sso-admin';
import { STS } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import { clientConfig } from '../support/aws.ts';
import { DEV, MASTER, PROD, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';
import { aSigner } from '../support/ssh-sign.ts';

/** People with the policies of docs/ and nothing else do all of it, where policies are enforced: no call is refused. */
let rehearsal: Rehearsal;
/** Who may look, and who may apply too. */
const keys = { reader: {}, operator: {} };

beforeAll(async () => {
  rehearsal = await startRehearsal(undefined, { baseline: true, enforce: true });
  rehearsal.writeConfig(
    `${rehearsal.readConfig()}\npatching:\n  enabled: true\n  install:\n    enabled: true\nsessions:\n  enabled: true\n  asDefault: true\n  defaultHostManagement: true\n`,
  );
  const iam = new IAM(clientConfig(rehearsal.sandbox, MASTER, 'us-east-1'));
  const policy = async (name: string): Promise<string> => {
    const text = readFileSync(join(packageRoot(import.meta.url), 'docs', `${name}.json`), 'utf8');
    const PolicyDocument = JSON.stringify(JSON.parse(text));
    // AWS takes 6,144 characters, blanks not counted.
    expect(PolicyDocument.length).toBeLessThanOrEqual(6_144);
    return (await iam.createPolicy({ PolicyName: name, PolicyDocument })).Policy?.Arn ?? '';
  };
  const [reads, writes] = [await policy('reader-policy'), await policy('operator-policy')];
  for (const [name, arns] of [['reader', [reads]] as const, ['operator', [reads, writes]] as const]) {
    await iam.createUser({ UserName: name });
    for (const PolicyArn of arns) await iam.attachUserPolicy({ UserName: name, PolicyArn });
    const { AccessKey } = await iam.createAccessKey({ UserName: name });
    keys[name] = { AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId, AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey };
  }
});
afterAll(() => rehearsal.stop());

/** What could not be read is never silent: a refusal would stand in the output. */
async function expectAllowed(who: keyof typeof keys, code: number, ...parameters: readonly string[]): Promise<void> {
  const ended = await rehearsal.metsukeWith(keys[who], ...parameters);
  const refused = ended.output.match(/[^.\n]*(?:not authorized|AccessDenied|unknown, because)[^\n]*/gi) ?? [];
  expect(refused).toEqual([]);
  expect(ended, ended.output).toMatchObject({ code });
}

it('allow to look before the first apply, and to apply', async () => {
  await expectAllowed('reader', 0, 'check', '--accounts');
  await expectAllowed('reader', 3, 'plan', '--exit-code');
  await expectAllowed('operator', 0, 'apply', '--yes');
  await rehearsal.confirmMails();
});

it('allow to look, deep and at drift', async () => {
  await expectAllowed('reader', 0, 'plan', '--exit-code');
  await expectAllowed('reader', 0, 'status');
  await expectAllowed('reader', 0, 'status', '--deep');
  await expectAllowed('reader', 0, 'plan', '--deep', '--exit-code');
});

it('allow an access review to go round: snapshot, sheet, signed import, and what differs in the next one', async () => {
  const hanako = aSigner();
  const kms = new KMS(clientConfig(rehearsal.sandbox, MASTER));
  const { KeyMetadata } = await kms.createKey({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
  const reviewers = [
    { name: 'Hanako', key: hanako.publicKey, accounts: [DEV] },
    { name: 'Taro', kmsKey: KeyMetadata?.Arn, accounts: [DEV] },
  ];
  appendFileSync(join(rehearsal.folder, 'metsuke.yaml'), `accessReview: ${JSON.stringify({ reviewers })}\n`);
  const dev = new IAM(await inMember(DEV));
  await dev.createUser({ UserName: 'batch' });
  await dev.createAccessKey({ UserName: 'batch' });
  const assignment = await assignAdministrator(DEV);

  await expectAllowed('reader', 0, 'access', 'snapshot');
  const sheet = await writeSheet('first', DEV);
  expect(sheet.text).toMatch(/iam-user,batch,.*,AKIA\w{16} Active since /);
  expect(sheet.text).toMatch(/center-user,taro@example\.com,'=Admins,Administrator,/);
  const filled = sheet.text.replaceAll(',,\r\n', ',keep,\r\n');
  writeFileSync(join(rehearsal.folder, 'sheet.csv'), filled.replace('Administrator', 'ReadOnly'));
  writeFileSync(join(rehearsal.folder, 'sheet.csv.sig'), hanako.sign(filled));
  const changed = await rehearsal.metsuke('access', 'review', '--import', 'sheet.csv');
  expect(changed).toMatchObject({ code: 2, stderr: expect.stringContaining('does not fit the file') });
  writeFileSync(join(rehearsal.folder, 'sheet.csv'), filled);
  await expectAllowed('reader', 0, 'access', 'review', '--import', 'sheet.csv', '--signature', 'sheet.csv.sig');
  const again = await rehearsal.metsuke('access', 'review', '--import', 'sheet.csv');
  expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('Hanako confirmed') });

  await dev.createUser({ UserName: 'intruder' });
  await assignment.delete();
  // What one account refuses is said, and the others are read.
  const role = 'OrganizationAccountAccessRole';
  const prod = new IAM(await inMember(PROD));
  await prod.updateAssumeRolePolicy({ RoleName: role, PolicyDocument: TRUSTS_NOBODY });
  const partial = await rehearsal.metsuke('access', 'snapshot', '--json');
  expect(partial).toMatchObject({ code: 1 });
  expect(JSON.parse(partial.stdout)).toMatchObject({ unread: [{ what: 'account', account: PROD }] });
  await prod.updateAssumeRolePolicy({ RoleName: role, PolicyDocument: TRUSTS_MASTER });

  const next = await writeSheet('next', DEV);
  expect(next.text).toMatch(/,intruder,.*,new,,\r/);
  expect(next.text).toMatch(/,batch,.*,same,,\r/);
  expect(next.text).not.toContain('center-user');
  expect(next.html).toMatch(/Gone since the last review.*taro@example\.com/s);
  const decided = next.text.replaceAll(',,\r\n', ',keep,\r\n').replace(',new,keep,', ',new,remove,');
  const { Signature = new Uint8Array() } = await kms.sign({
    KeyId: KeyMetadata?.Arn,
    // As AWS does with its hash: moto signs no hash, and a file of at most 4 KB.
    Message: Buffer.from(decided),
    MessageType: 'RAW',
    SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
  });
  writeFileSync(join(rehearsal.folder, 'next.csv'), decided);
  writeFileSync(join(rehearsal.folder, 'next.csv.sig'), Buffer.from(Signature).toString('base64'));
  await expectAllowed('reader', 0, 'access', 'review', '--import', 'next.csv');
  const kept = await rehearsal.metsuke('access', 'review', '--account', DEV, '--json');
  expect(JSON.parse(kept.stdout)).toMatchObject([{ reviewer: 'Taro', isConfirmed: true, isProven: true }]);
  const unread = await rehearsal.metsuke('access', 'review', '--out', 'prod', '--account', PROD);
  expect(unread).toMatchObject({ code: 1, stderr: expect.stringContaining('not read') });

  // Without --to, what was written in this very second is not of the period yet.
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const snapshots = await rehearsal.metsuke('query', WHO_WAS_CONFIRMED, '--to', tomorrow, '--json');
  expect(JSON.parse(snapshots.stdout)).toMatchObject({
    rows: [{ holder: 'batch', decision: 'keep', reviewer: 'Hanako', snapshots: 2 }],
  });
});

const TRUSTS_NOBODY = trusting('123456789012');
const TRUSTS_MASTER = trusting(MASTER);

function trusting(account: string): string {
  const Statement = [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

const WHO_WAS_CONFIRMED = `SELECT r.holder, r.decision, r.reviewer, count(*) AS snapshots
FROM access_reviews r JOIN access_snapshots s ON s.account = r.account AND s.holderid = r.holderid
WHERE r.kind = 'iam-user' AND r.reviewer = 'Hanako' GROUP BY r.holder, r.decision, r.reviewer`;

async function writeSheet(folder: string, account: string) {
  await expectAllowed('reader', 0, 'access', 'review', '--out', folder, '--account', account);
  const files = readdirSync(join(rehearsal.folder, folder)).sort();
  const [text = '', html = ''] = files.map((file) => readFileSync(join(rehearsal.folder, folder, file), 'utf8'));
  return { text, html };
}

/** To a group with a name that a spreadsheet would run, in which there is one person. */
async function assignAdministrator(account: string) {
  const config = clientConfig(rehearsal.sandbox, MASTER);
  const [admin, directory] = [new SSOAdmin(config), new Identitystore(config)];
  const { Instances: [instance] = [] } = await admin.listInstances({});
  const { InstanceArn, IdentityStoreId } = instance ?? {};
  const person = {
    UserName: 'taro@example.com',
    DisplayName: 'Taro',
    Name: { GivenName: 'Taro', FamilyName: 'Suzuki' },
  };
  const { UserId = '' } = await directory.createUser({ IdentityStoreId, ...person });
  const { GroupId } = await directory.createGroup({ IdentityStoreId, DisplayName: '=Admins' });
  await directory.createGroupMembership({ IdentityStoreId, GroupId, MemberId: { UserId } });
  const { PermissionSet } = await admin.createPermissionSet({ InstanceArn, Name: 'Administrator' });
  const assignment = {
    InstanceArn,
    PermissionSetArn: PermissionSet?.PermissionSetArn,
    TargetId: account,
    TargetType: 'AWS_ACCOUNT',
    PrincipalType: 'GROUP',
    PrincipalId: GroupId,
  } as const;
  await admin.createAccountAssignment(assignment);
  return { delete: () => admin.deleteAccountAssignment(assignment) };
}

it('allow to repair what hands change', async () => {
  const { sandbox } = rehearsal;
  const cloudTrail = new CloudTrail(clientConfig(sandbox, MASTER));
  const { trailList: [trail] = [] } = await cloudTrail.describeTrails({});
  await cloudTrail.stopLogging({ Name: trail?.TrailARN });
  await new ConfigService(clientConfig(sandbox, MASTER)).stopConfigurationRecorder({
    ConfigurationRecorderName: 'aws-organizations-recorder',
  });
  const bootstrap = await inMember(DEV);
  await new EventBridge(bootstrap).disableRule({ Name: 'aws-organizations-Alarms' });
  await expectAllowed('operator', 0, 'apply', '--deep', '--yes');
  await expectAllowed('reader', 0, 'plan', '--deep', '--exit-code');
});

it('allow to leave', async () => {
  await expectAllowed('operator', 0, 'destroy', '--confirm', rehearsal.sandbox.organizationId, '--accept-losses');
});

/** No administrator of an account switches a rule of ours off: guardrails stop everybody but the bootstrap role. */
async function inMember(account: string) {
  const RoleArn = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
  const { Credentials } = await new STS(clientConfig(rehearsal.sandbox, MASTER)).assumeRole({
    RoleArn,
    RoleSessionName: 'hands',
  });
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  return { ...clientConfig(rehearsal.sandbox, account), credentials };
}
