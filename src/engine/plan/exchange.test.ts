import { describe, expect, it } from 'vitest';
import { aConfig, planOf, run, stackSetStep } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { requireConsent } from './losses.ts';

const [AUDIT, LOG] = ['222222222222', '333333333333'];

async function exchanged(accounts: object) {
  const aws = new FakeAws(anOrg().with(account('dev'), account('new')).build());
  await run(aws, aConfig());
  return planOf(aws, aConfig({ accounts }));
}

describe('another log account', () => {
  it('is told with both sides and the buckets that stay, and needs consent', async () => {
    const plan = await exchanged({ audit: 'audit', log: 'new' });
    const [finding] = plan.findings;
    expect(plan.findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warning account-exchanged']);
    expect(finding?.message).toContain(`The log account was log (${LOG}) and becomes new (555555555555).`);
    expect(finding?.message).toContain(`aws-organizations-logs-${LOG}-ap-northeast-1`);
    expect(stackSetStep(plan, 'logging-resource')).toMatchObject({
      instances: { create: [{ account: '555555555555' }], delete: [{ account: LOG }] },
      losses: [expect.stringContaining(`${LOG} is the log account no longer`)],
    });
    expect(() => requireConsent(plan, false)).toThrow(`${LOG} is the log account no longer`);
  });
});

describe('another audit account', () => {
  it('is told with the delegations that stay, each with the command that takes it away', async () => {
    const plan = await exchanged({ audit: 'new', log: 'log' });
    expect(plan.findings).toMatchObject([
      { code: 'account-exchanged', message: expect.stringContaining(`was audit (${AUDIT}) and becomes new`) },
      {
        code: 'stays-delegated',
        command: `aws organizations deregister-delegated-administrator --account-id ${AUDIT} --service-principal config.amazonaws.com`,
      },
    ]);
    expect(() => requireConsent(plan, false)).toThrow(`${AUDIT} is the audit account no longer`);
  });
});

describe('another image account', () => {
  it('is told with the images that stay, and loses no logs', async () => {
    const aws = new FakeAws(anOrg().with(account('dev'), account('new')).build());
    const configOf = (name: string) => aConfig({ machineImages: { enabled: true, account: name } });
    expect((await run(aws, configOf('dev'))).result.status).toBe('done');
    const plan = await planOf(aws, configOf('new'));
    expect(plan.findings).toMatchObject([
      {
        code: 'account-exchanged',
        message: expect.stringMatching(/was dev \(444444444444\) and becomes new \(555555555555\).*stay there/),
        hint: expect.stringContaining('metsuke image build'),
      },
    ]);
    expect(stackSetStep(plan, 'image-pipeline').instances).toMatchObject({
      create: [{ account: '555555555555' }],
      delete: [{ account: '444444444444' }],
    });
    expect((await run(aws, configOf('new'))).result.status).toBe('done');
    expect((await planOf(aws, configOf('new'))).steps).toEqual([]);
  });
});

it('nothing is said while the duties stay where they are', async () => {
  const plan = await exchanged({ audit: 'audit', log: 'log' });
  expect(plan.findings).toEqual([]);
});
