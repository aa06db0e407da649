import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { connectEventChain } from '../../src/sandbox/event-chain.ts';
import { awsOf, clientConfig } from '../support/aws.ts';
import { AUDIT, DEV, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

/** Root users of members, read back from the audit account with clients of our own making. */
const NONE = { password: false, keys: [], devices: [], certificates: [] };

let rehearsal: Rehearsal;
let acquired: string;
beforeAll(async () => {
  rehearsal = await startRehearsal();
  ({ id: acquired } = await rehearsal.sandbox.addAccount({
    name: 'acquired',
    email: 'a@example.com',
    joined: 'INVITED',
  }));
  const Principal = { AWS: `arn:aws:iam::${MASTER}:root` };
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
  await awsOf(rehearsal.sandbox, acquired).iam.createRole({
    RoleName: 'OrganizationAccountAccessRole',
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
  const document = parseDocument(rehearsal.readConfig());
  document.setIn(['notifications', 'enabled'], true);
  document.setIn(['cloudTrail', 'mode'], 'ORGANIZATION');
  document.setIn(['rootAccess'], { enabled: true, removeCredentials: true });
  rehearsal.writeConfig(document.toString());
});
afterAll(() => rehearsal.stop());

async function asRoot(task: string, account = acquired): Promise<IAM> {
  const arn = `arn:aws:iam::aws:policy/root-task/${task}`;
  const sts = new STS(clientConfig(rehearsal.sandbox, AUDIT));
  const { Credentials } = await sts.assumeRoot({ TargetPrincipal: account, TaskPolicyArn: { arn } });
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return new IAM({
    ...clientConfig(rehearsal.sandbox, account),
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  });
}

async function credentialsOf(account = acquired) {
  const root = await asRoot('IAMAuditRootUserCredentials', account);
  const [{ AccessKeyMetadata = [] }, { MFADevices = [] }, { Certificates = [] }] = await Promise.all([
    root.listAccessKeys({}),
    root.listMFADevices({}),
    root.listSigningCertificates({}),
  ]);
  return {
    password: await root.getLoginProfile({}).then(
      () => true,
      () => false,
    ),
    keys: AccessKeyMetadata.map(({ AccessKeyId }) => AccessKeyId),
    devices: MFADevices.map(({ SerialNumber }) => SerialNumber),
    certificates: Certificates.map(({ CertificateId }) => CertificateId),
  };
}

const features = async () => (await awsOf(rehearsal.sandbox, AUDIT).iam.listOrganizationsFeatures({})).EnabledFeatures;
const settled = async () => expect(await connectEventChain(rehearsal.sandbox).settle()).toBe(true);

it('is given to the audit account, and takes no credentials that nobody could list yet', async () => {
  const applied = await rehearsal.metsuke('apply', '--yes');
  expect(applied, applied.output).toMatchObject({ code: 0 });
  await rehearsal.confirmMails();
  expect(await features()).toEqual(['RootCredentialsManagement', 'RootSessions']);
  const found = await credentialsOf();
  expect(found).toMatchObject({ password: true, keys: [expect.stringMatching(/^AKIA/)], devices: [expect.anything()] });

  const check = unwrapped((await rehearsal.metsuke('check', '--accounts')).stdout);
  expect(check).toContain(`${found.keys[0]}`);
});

it('removes what a plan has listed, with consent, and tells of what comes back', async () => {
  const { keys, devices } = await credentialsOf();
  const plan = unwrapped((await rehearsal.metsuke('plan')).stdout);
  expect(plan).toMatch(/rootPassword true → false/);
  expect(plan).toContain(`access keys of root users are deleted for good: ${keys[0]}`);
  expect(plan).toContain(`MFA devices of root users are removed: ${devices[0]}`);
  const refused = await rehearsal.metsuke('apply', '--yes');
  expect(refused.code, refused.output).not.toBe(0);
  expect(await credentialsOf()).toMatchObject({ password: true, keys, devices });
  const applied = await rehearsal.metsuke('apply', '--yes', '--accept-losses');
  expect(applied, applied.output).toMatchObject({ code: 0 });
  expect(await credentialsOf()).toEqual(NONE);
  expect(await credentialsOf(DEV)).toEqual(NONE);

  // An apply opens no entry: the next plan asks no root user.
  await settled();
  await rehearsal.sandbox.resetCalls();
  const again = await rehearsal.metsuke('plan', '--exit-code');
  expect(again, again.output).toMatchObject({ code: 0 });
  const { byOperation } = await rehearsal.sandbox.calls();
  expect(Object.keys(byOperation).filter((call) => /^(iam|sts\.AssumeRoot)/.test(call))).toEqual([]);

  await (await asRoot('IAMCreateRootUserPassword')).createLoginProfile({});
  await awsOf(rehearsal.sandbox, AUDIT).iam.disableOrganizationsRootSessions({});
  await settled();
  const status = await rehearsal.metsuke('status');
  expect(status, status.output).toMatchObject({ code: 1 });
  const told = unwrapped(status.stdout);
  expect(told).toMatch(/root-credentials was changed by hand: rootPassword true → false \(iam:CreateLoginProfile by /);
  expect(told).toMatch(/root-access was changed by hand: RootSessions false → true/);
  const repaired = await rehearsal.metsuke('apply', '--yes', '--accept-losses');
  expect(repaired, repaired.output).toMatchObject({ code: 0 });
  expect([await credentialsOf(), await features()]).toEqual([NONE, ['RootCredentialsManagement', 'RootSessions']]);
  expect(await rehearsal.metsuke('status')).toMatchObject({ code: 0 });
});

it('gives back the features, and the password as far as it can be', async () => {
  const { sandbox } = rehearsal;
  const destroyed = await rehearsal.metsuke('destroy', '--confirm', sandbox.organizationId, '--accept-losses');
  expect(destroyed, destroyed.output).toMatchObject({ code: 0 });
  expect(await features()).toEqual([]);
  await awsOf(sandbox, MASTER).iam.enableOrganizationsRootCredentialsManagement({});
  expect(await credentialsOf()).toEqual({ ...NONE, password: true });
  expect(await credentialsOf(DEV)).toEqual(NONE);
  expect((await awsOf(sandbox, acquired).ssm.describeParameters({})).Parameters).toEqual([]);
});

/** Lines that the screen broke are one again. */
function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
