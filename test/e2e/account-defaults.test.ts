import { Account } from '@aws-sdk/client-account';
import { EC2 } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { connectEventChain } from '../../src/sandbox/event-chain.ts';
import { awsOf, clientConfig } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

/** Defaults of accounts, read back with clients of our own making: found, set, changed by hand, set again, given back. */
const EVERYWHERE = [MASTER, AUDIT, LOG, DEV, STG, PROD];
const HOME = 'ap-northeast-1';
const SHARING = '/ssm/documents/console/public-sharing-permission';

let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await startRehearsal();
  set(['notifications', 'enabled'], true);
  set(['cloudTrail', 'mode'], 'ORGANIZATION');
  const before = await rehearsal.metsuke('apply', '--yes');
  expect(before, before.output).toMatchObject({ code: 0 });
  await rehearsal.confirmMails();
});
afterAll(() => rehearsal.stop());

function set(path: readonly string[], value: unknown): void {
  const document = parseDocument(rehearsal.readConfig());
  document.setIn(path, value);
  rehearsal.writeConfig(document.toString());
}

const ec2 = (account: string) => new EC2(clientConfig(rehearsal.sandbox, account));

async function contactOf(account: string): Promise<string | undefined> {
  const client = new Account(clientConfig(rehearsal.sandbox, account));
  return client.getAlternateContact({ AlternateContactType: 'SECURITY' }).then(
    ({ AlternateContact }) => AlternateContact?.EmailAddress,
    ({ name }: Error) => name,
  );
}

async function valuesIn(account: string) {
  const [encryption, metadata, snapshots, images, { Vpcs = [] }] = await Promise.all([
    ec2(account).getEbsEncryptionByDefault({}),
    ec2(account).getInstanceMetadataDefaults({}),
    ec2(account).getSnapshotBlockPublicAccessState({}),
    ec2(account).getImageBlockPublicAccessState({}),
    ec2(account).describeVpcs({ Filters: [{ Name: 'is-default', Values: ['true'] }] }),
  ]);
  const documents = await awsOf(rehearsal.sandbox, account).ssm.getServiceSetting({ SettingId: SHARING });
  const policy = await awsOf(rehearsal.sandbox, account)
    .iam.getAccountPasswordPolicy({})
    .then(({ PasswordPolicy }) => PasswordPolicy?.MinimumPasswordLength)
    .catch(({ name }: Error) => name);
  return {
    encryption: encryption.EbsEncryptionByDefault,
    tokens: metadata.AccountLevel?.HttpTokens,
    snapshots: snapshots.State,
    images: images.ImageBlockPublicAccessState,
    documents: documents.ServiceSetting?.SettingValue,
    policy,
    vpcs: Vpcs.length,
    security: await contactOf(account),
  };
}

async function policiesOnRoot() {
  const { organizations } = awsOf(rehearsal.sandbox, MASTER);
  const { Roots: [root] = [] } = await organizations.listRoots({});
  const contentsOf = async (Filter: 'S3_POLICY' | 'AISERVICES_OPT_OUT_POLICY') => {
    const { Policies = [] } = await organizations.listPoliciesForTarget({ TargetId: root?.Id, Filter });
    const found = await Promise.all(Policies.map(({ Id }) => organizations.describePolicy({ PolicyId: Id })));
    return found.map(({ Policy }) => JSON.parse(Policy?.Content ?? ''));
  };
  return {
    S3_POLICY: await contentsOf('S3_POLICY'),
    AISERVICES_OPT_OUT_POLICY: await contentsOf('AISERVICES_OPT_OUT_POLICY'),
  };
}

async function makePublicSite(): Promise<void> {
  const { s3 } = awsOf(rehearsal.sandbox, DEV);
  await s3.createBucket({ Bucket: 'site-of-dev', CreateBucketConfiguration: { LocationConstraint: HOME } });
  await s3.putObject({ Bucket: 'site-of-dev', Key: 'index.html', Body: 'hello', ACL: 'public-read' });
}

/** By a caller without credentials. */
async function isPublicSiteSeen(): Promise<boolean> {
  return (await fetch(`${rehearsal.sandbox.endpoint}/site-of-dev/index.html`)).ok;
}

const WANTED = {
  ...{ encryption: true, tokens: 'required', snapshots: 'block-all-sharing', images: 'block-new-sharing' },
  ...{ documents: 'Disable', policy: 14, vpcs: 0, security: 'csirt@example.com' },
};

it('finds, sets, hears of a change by hand, sets it again, and gives back what was found', async () => {
  await ec2(DEV).enableSnapshotBlockPublicAccess({ State: 'block-new-sharing' });
  const former = { EmailAddress: 'former@example.com', Name: 'Former', PhoneNumber: '+81', Title: 'Former' };
  await new Account(clientConfig(rehearsal.sandbox, STG)).putAlternateContact({
    ...{ AlternateContactType: 'SECURITY', ...former },
  });
  await ec2(DEV).modifyInstanceMetadataDefaults({ HttpTokens: 'optional' });
  await awsOf(rehearsal.sandbox, STG).iam.updateAccountPasswordPolicy({ MinimumPasswordLength: 20 });
  await ec2(PROD).runInstances({ ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1 });
  await makePublicSite();
  expect(await isPublicSiteSeen()).toBe(true);
  const found = await Promise.all(EVERYWHERE.map(valuesIn));

  const contacts = { security: { name: 'Team', title: 'CSIRT', email: 'csirt@example.com', phone: '+81 3 0000' } };
  const policies = { blockPublicBuckets: { enabled: true }, aiOptOut: { enabled: true } };
  set(['accountDefaults'], { enabled: true, removeDefaultVpcs: true, contacts, ...policies });
  const plan = unwrapped((await rehearsal.metsuke('plan')).stdout);
  expect(plan).toMatch(/instanceMetadataTokens "optional" → "required"/);
  expect(plan).toMatch(/snapshotPublicAccess "block-new-sharing" → "block-all-sharing"/);
  expect(plan).toMatch(/securityContact \(hidden\) → \(hidden\)/);
  expect(plan).not.toMatch(/(csirt|former)@/);
  expect(plan).toMatch(/the empty default VPC vpc-\w+ goes/);
  expect(plan).toMatch(/a password policy that asks for more than metsuke.yaml is replaced/);
  const refused = await rehearsal.metsuke('apply', '--yes');
  expect(refused.code, refused.output).not.toBe(0);
  expect(await Promise.all(EVERYWHERE.map(valuesIn))).toEqual(found);

  const applied = await rehearsal.metsuke('apply', '--yes', '--accept-losses');
  expect(applied, applied.output).toMatchObject({ code: 0 });
  for (const account of EVERYWHERE)
    expect(await valuesIn(account), account).toEqual({ ...WANTED, vpcs: account === PROD ? 1 : 0 });
  expect(await policiesOnRoot()).toEqual({
    S3_POLICY: [{ s3_attributes: { public_access_block_configuration: { '@@assign': 'all' } } }],
    AISERVICES_OPT_OUT_POLICY: [expect.objectContaining({ services: expect.anything() })],
  });
  expect(await isPublicSiteSeen()).toBe(false);
  const { Encrypted } = await ec2(STG).createVolume({ AvailabilityZone: `${HOME}a`, Size: 1 });
  expect(Encrypted).toBe(true);

  // An apply opens no entry: the next plan asks no account.
  expect(await connectEventChain(rehearsal.sandbox).settle()).toBe(true);
  await rehearsal.sandbox.resetCalls();
  const again = await rehearsal.metsuke('plan', '--exit-code');
  expect(again, again.output).toMatchObject({ code: 0 });
  const { byOperation } = await rehearsal.sandbox.calls();
  expect(Object.keys(byOperation).filter((call) => /^(ec2|iam|ssm)\./.test(call))).toEqual([]);

  await ec2(DEV).disableEbsEncryptionByDefault({});
  await awsOf(rehearsal.sandbox, STG).iam.deleteAccountPasswordPolicy({});
  await new Account(clientConfig(rehearsal.sandbox, PROD)).deleteAlternateContact({ AlternateContactType: 'SECURITY' });
  expect(await connectEventChain(rehearsal.sandbox).settle()).toBe(true);
  const status = await rehearsal.metsuke('status');
  expect(status, status.output).toMatchObject({ code: 1 });
  const told = unwrapped(status.stdout);
  expect(told).toMatch(
    /In the account dev \(\d+\), ap-northeast-1, account-defaults was changed by hand: ebsEncryption false → true \(ec2:DisableEbsEncryptionByDefault by /,
  );
  expect(told).toMatch(/In the account stg .*passwordPolicy .*iam:DeleteAccountPasswordPolicy by /);
  expect(told).toMatch(/In the account prod .*securityContact \+ \(hidden\) \(account:DeleteAlternateContact by /);
  const repair = await rehearsal.metsuke('plan', '--exit-code');
  expect(unwrapped(repair.stdout)).toMatch(
    /account-defaults 3 of 6 accounts .*changed by hand: ec2:DisableEbsEncryptionByDefault by .*dev \(ap-northeast-1\) ebsEncryption false → true/,
  );
  const repaired = await rehearsal.metsuke('apply', '--yes');
  expect(repaired, repaired.output).toMatchObject({ code: 0 });
  expect([await valuesIn(DEV), await valuesIn(STG)]).toEqual([WANTED, WANTED]);
  expect(await contactOf(PROD)).toBe(WANTED.security);
  expect(await rehearsal.metsuke('status')).toMatchObject({ code: 0 });

  // What no event tells of, a look at every account finds.
  await ec2(MASTER).disableImageBlockPublicAccess({});
  const deep = await rehearsal.metsuke('status', '--deep');
  expect(deep, deep.output).toMatchObject({ code: 1 });
  expect(unwrapped(deep.stdout)).toMatch(/imagePublicAccess of account-defaults is not as metsuke\.yaml says/);

  const destroyed = await rehearsal.metsuke(
    'destroy',
    '--confirm',
    rehearsal.sandbox.organizationId,
    '--accept-losses',
  );
  expect(destroyed, destroyed.output).toMatchObject({ code: 0 });
  expect(await Promise.all(EVERYWHERE.map(valuesIn))).toEqual(found);
  expect(await policiesOnRoot()).toEqual({ S3_POLICY: [], AISERVICES_OPT_OUT_POLICY: [] });
  expect(await isPublicSiteSeen()).toBe(true);
  const { Parameters = [] } = await awsOf(rehearsal.sandbox, DEV).ssm.describeParameters({});
  expect(Parameters.map(({ Name }) => Name)).toEqual([]);
});

/** Lines that the screen broke are one again. */
function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
