import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectEventChain, type Mail } from '../../src/sandbox/event-chain.ts';
import { awsOf } from '../support/aws.ts';
import { askBoto } from '../support/boto.ts';
import { AUDIT, DEV, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

const HOME = 'ap-northeast-1';
const SECOND = 'us-east-1';
const EXTERNAL = 'aws-organizations-ExternalAccess';
const PARTNER = '999988887777';

interface Finding {
  readonly resource: string;
  readonly status: string;
}

let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await startRehearsal(undefined, { baseline: true });
  rehearsal.changeConfig('governedRegions: [ap-northeast-1]', 'governedRegions: [ap-northeast-1, us-east-1]');
  rehearsal.writeConfig(
    `${rehearsal.readConfig()}\naccessAnalyzer:\n  enabled: true\n  unusedAccess:\n    enabled: true\n`,
  );
  await apply();
  await rehearsal.confirmMails();
});
afterAll(() => rehearsal.stop());

async function apply(): Promise<void> {
  const applied = await rehearsal.metsuke('apply', '--yes');
  expect(applied, applied.output).toMatchObject({ code: 0 });
  const again = await rehearsal.metsuke('plan', '--exit-code');
  expect(again, again.output).toMatchObject({ code: 0 });
}

const ask = (method: string, parameters = {}, region = HOME) =>
  askBoto(rehearsal.sandbox, { account: AUDIT, region, service: 'accessanalyzer', method, parameters });

async function analyzers(region = HOME): Promise<readonly { readonly name: string; readonly type: string }[]> {
  const { analyzers: found } = (await ask('list_analyzers', {}, region)) as {
    analyzers: readonly { readonly name: string; readonly type: string }[];
  };
  return found.map(({ name, type }) => ({ name, type }));
}

/** AWS looks by itself within half an hour; asked for its findings, the sandbox looks. */
async function findings(region = HOME): Promise<Readonly<Record<string, string>>> {
  const analyzerArn = `arn:aws:access-analyzer:${region}:${AUDIT}:analyzer/${EXTERNAL}`;
  const { findings: found } = (await ask('list_findings_v2', { analyzerArn }, region)) as { findings: Finding[] };
  return Object.fromEntries(found.map(({ resource, status }) => [resource.split('/').at(-1), status]));
}

async function mailsOf(action: () => Promise<unknown>): Promise<readonly Mail[]> {
  const chain = connectEventChain(rehearsal.sandbox);
  const before = (await chain.listMails()).at(-1)?.number ?? 0;
  await action();
  expect(await chain.settle()).toBe(true);
  return (await chain.listMails()).filter(({ number, kind }) => number > before && kind === 'notification');
}

async function letIn(name: string, account: string): Promise<void> {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
  await awsOf(rehearsal.sandbox, DEV).iam.createRole({
    RoleName: name,
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
}

it('looks from the audit account: for external access in every region, for unused access in one', async () => {
  expect(await analyzers()).toEqual([
    { name: EXTERNAL, type: 'ORGANIZATION' },
    { name: 'aws-organizations-UnusedAccess', type: 'ORGANIZATION_UNUSED_ACCESS' },
  ]);
  expect(await analyzers(SECOND)).toEqual([{ name: EXTERNAL, type: 'ORGANIZATION' }]);
  for (const account of [MASTER, AUDIT]) {
    const role = { RoleName: 'AWSServiceRoleForAccessAnalyzer' };
    expect((await awsOf(rehearsal.sandbox, account).iam.getRole(role)).Role?.Path).toContain('access-analyzer');
  }
});

it('tells of a role that lets in an outsider, once for all regions', async () => {
  await letIn('VendorAccess', PARTNER);
  await letIn('OfOurs', AUDIT);
  const mails = await mailsOf(async () => {
    expect(await findings()).toEqual({ VendorAccess: 'ACTIVE' });
    expect(await findings(SECOND)).toEqual({ VendorAccess: 'ARCHIVED' });
  });
  expect(mails.map(({ subject }) => subject)).toEqual([
    expect.stringContaining('dev: External access to AWS::IAM::Role'),
  ]);
  expect(mails[0]?.body).toContain(`lets in arn:aws:iam::${PARTNER}:root, which is outside the organization`);
});

it('is in the posture as the services have it', async () => {
  const { stdout } = await rehearsal.metsuke('posture', '--json');
  const { access } = JSON.parse(stdout);
  expect(access).toMatchObject({ state: 'read', regions: [HOME, SECOND], missing: [], isCut: false });
  const shown = access.findings.map((one: Record<string, string>) => [one['resource']?.split('/').at(-1), one['type']]);
  const active = Object.entries(await findings()).filter(([, status]) => status === 'ACTIVE');
  expect(shown).toEqual(active.map(([resource]) => [resource, 'ExternalAccess']));
  expect(access.findings).toMatchObject([
    { account: DEV, region: HOME, principals: [`AWS: arn:aws:iam::${PARTNER}:root`] },
  ]);
});

it('archives what metsuke.yaml says is meant to be', async () => {
  const rule = `{ name: vendor, reason: The vendor backs up our data., filter: { principal.AWS: { contains: ["${PARTNER}"] } } }`;
  rehearsal.changeConfig('accessAnalyzer:\n', `accessAnalyzer:\n  archiveRules:\n    - ${rule}\n`);
  await apply();
  const mails = await mailsOf(async () => {
    await letIn('VendorBackup', PARTNER);
    expect(await findings()).toMatchObject({ VendorBackup: 'ARCHIVED' });
  });
  expect(mails).toEqual([]);
});

it('tells when an analyzer is deleted by hand, and makes it again', async () => {
  const mails = await mailsOf(() => ask('delete_analyzer', { analyzerName: EXTERNAL }));
  expect(mails.map(({ subject }) => subject)).toEqual([expect.stringContaining('access-analyzer:DeleteAnalyzer')]);
  const status = await rehearsal.metsuke('status');
  expect(status, status.output).toMatchObject({ code: 1, stdout: expect.stringMatching(/access-analyzer in audit/) });
  await apply();
  expect((await analyzers()).map(({ name }) => name)).toContain(EXTERNAL);
});

it('is destroyed with the rest, but for what others may rely on', async () => {
  const destroyed = await rehearsal.metsuke(
    'destroy',
    '--confirm',
    rehearsal.sandbox.organizationId,
    '--accept-losses',
  );
  expect(destroyed, destroyed.output).toMatchObject({ code: 0 });
  expect(await analyzers()).toEqual([]);
  expect(await analyzers(SECOND)).toEqual([]);
  const { organizations, iam } = awsOf(rehearsal.sandbox, MASTER);
  const { DelegatedServices = [] } = await organizations.listDelegatedServicesForAccount({ AccountId: AUDIT });
  expect(DelegatedServices.map(({ ServicePrincipal }) => ServicePrincipal)).toContain('access-analyzer.amazonaws.com');
  expect((await iam.getRole({ RoleName: 'AWSServiceRoleForAccessAnalyzer' })).Role).toBeDefined();
});
