import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEventChain } from '../../src/sandbox/event-chain.ts';
import { awsOf, stackSetNames } from '../support/aws.ts';
import { LOG, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
});
afterAll(() => here.stop());

interface Step {
  readonly title: string;
  readonly definition: { readonly parameters: Record<string, { value: string } | { fingerprint: string }> };
}

const file = (): string => join(here.folder, 'plan.json');
const readPlan = () => JSON.parse(readFileSync(file(), 'utf8')) as { steps: Step[]; salt: string };

async function retentionDays(): Promise<number | undefined> {
  const bucket = `aws-organizations-logs-${LOG}-ap-northeast-1`;
  const { Rules = [] } = await awsOf(here.sandbox, LOG).s3.getBucketLifecycleConfiguration({ Bucket: bucket });
  return Rules[0]?.Expiration?.Days;
}

describe('a saved plan', () => {
  it('is for its owner only, and holds no address', async () => {
    // even where a file that everybody may read is overwritten
    writeFileSync(file(), '{}', { mode: 0o644 });
    const { code, stderr } = await here.metsuke('plan', '--out', 'plan.json');
    expect(code).toBe(0);
    expect(stderr).toContain('plan.json');
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readFileSync(file(), 'utf8')).not.toMatch(/[\w.+-]+@[\w-]+\.\w+/);
    expect(readPlan().steps.map(({ title }) => title)).toContain('security-topic');
  });

  it('is refused for another organization than the one it was made for, and when it is no plan', async () => {
    writeFileSync(join(here.folder, 'no-plan.json'), '{"steps": []}');
    const noPlan = await here.metsuke('apply', 'no-plan.json');
    expect(noPlan.stderr).toContain('no-plan.json is not a plan of this version of Metsuke.');
    expect(noPlan.code).toBe(2);
    const missing = await here.metsuke('apply', 'missing.json');
    expect(missing.stderr).toContain('There is no file missing.json.');
    expect(missing.stderr).toContain('metsuke plan --out plan.json');
    expect(missing.code).toBe(2);
    expect(await stackSetNames(here.sandbox)).toEqual([]);
  });

  it('that was tampered with is refused', async () => {
    const original = readFileSync(file(), 'utf8');
    const plan = readPlan();
    const step = plan.steps.find(({ title }) => title === 'logging-resource');
    if (step) step.definition.parameters['RetentionDays'] = { value: '1' };
    writeFileSync(file(), JSON.stringify(plan));
    await here.sandbox.resetCalls();
    const { code, stderr } = await here.metsuke('apply', 'plan.json');
    expect(stderr).toContain('plan.json does not fit any more; nothing was changed:');
    expect(stderr).toContain('logging-resource (stack-set) would now do something else');
    expect(code).toBe(1);
    expect(await here.writes()).toEqual({});
    writeFileSync(file(), original);
  });

  it('is applied exactly, without a question', async () => {
    const { code, stderr } = await here.metsuke('apply', 'plan.json');
    expect(stderr).toMatch(/Done\. (\d+) of \1 changes done/);
    expect(code).toBe(0);
    expect(await retentionDays()).toBe(365);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
    const { Subscriptions = [] } = await awsOf(here.sandbox, '222222222222').sns.listSubscriptions({});
    expect(Subscriptions.map(({ Endpoint }) => Endpoint)).toEqual(['security@example.com']);
  });

  it('is refused a second time, for nothing of it is needed any more', async () => {
    await here.sandbox.resetCalls();
    const { code, stderr } = await here.metsuke('apply', 'plan.json');
    expect(stderr).toContain('nothing of it is left to do');
    expect(stderr).toContain('Look at a new one: metsuke plan --out plan.json');
    expect(code).toBe(1);
    expect(await here.writes()).toEqual({});
  });

  it('is refused when the organization changed after it was made, with what changed', async () => {
    here.changeConfig('retentionDays: 365', 'retentionDays: 730');
    await here.metsuke('plan', '--out', 'plan.json');
    await here.sandbox.addAccount({ name: 'dev2', email: 'dev2@example.com' });
    const { code, stderr } = await here.metsuke('apply', 'plan.json');
    expect(stderr).toContain('account-baseline (stack-set) is needed now');
    expect(stderr).not.toContain('logging-resource');
    expect(code).toBe(1);
    expect(await retentionDays()).toBe(365);
  });

  it('is refused when metsuke.yaml changed after it was made', async () => {
    await here.metsuke('plan', '--out', 'plan.json');
    here.changeConfig('retentionDays: 730', 'retentionDays: 731');
    const { code, stderr } = await here.metsuke('apply', 'plan.json');
    expect(stderr).toContain('logging-resource (stack-set) would now do something else');
    expect(code).toBe(1);
  });

  it('hides a changed address, and is refused for another one', async () => {
    here.changeConfig('security@example.com', 'soc@example.com');
    const { stdout } = await here.metsuke('plan', '--out', 'plan.json');
    expect(stdout).toContain('SecurityNotificationEmail (hidden) → (hidden, new)');
    expect(stdout + readFileSync(file(), 'utf8')).not.toMatch(/(soc|security)@example/);
    here.changeConfig('soc@example.com', 'somebody@example.com');
    const { code, stderr } = await here.metsuke('apply', 'plan.json');
    expect(stderr).toContain('security-topic (stack-set) would now do something else');
    expect(code).toBe(1);
  });
});

describe('--json', () => {
  it('of plan, apply and status keeps its keys', async () => {
    const plan = JSON.parse((await here.metsuke('plan', '--json')).stdout);
    expect(Object.keys(plan)).toEqual([
      'format',
      'metsukeVersion',
      'purpose',
      'madeAt',
      'organization',
      'homeRegion',
      'accounts',
      'steps',
      'findings',
      'retained',
      'salt',
    ]);
    expect(plan.format).toBe('metsuke-plan/1');
    expect(plan.steps[0]).toMatchObject({
      id: expect.any(String),
      kind: expect.any(String),
      title: expect.any(String),
    });

    const apply = await here.metsuke('apply', '--yes', '--json');
    const applied = JSON.parse(apply.stdout);
    expect(apply.code).toBe(0);
    expect(applied).toMatchObject({ status: 'done', elapsedMilliseconds: expect.any(Number) });
    expect(applied.steps[0]).toMatchObject({
      id: expect.any(String),
      title: expect.any(String),
      status: 'done',
      failures: [],
    });
    expect(JSON.parse((await here.metsuke('apply', '--json')).stdout)).toMatchObject({
      status: 'nothing-to-do',
      steps: [],
    });

    await connectEventChain(here.sandbox).confirm();
    const status = JSON.parse((await here.metsuke('status', '--json')).stdout);
    expect(Object.keys(status)).toEqual([
      'healthy',
      'organizationId',
      'readAt',
      'accounts',
      'deployments',
      'policies',
      'buckets',
      'subscriptions',
      'sources',
      'hub',
      'hubFindings',
      'recordings',
      'repairs',
      'unwell',
      'isAsConfigured',
      'invited',
      'drift',
      'deep',
    ]);
    expect(status.healthy).toBe(true);
    const instances = status.deployments.flatMap((deployment: { instances: object[] }) => deployment.instances);
    for (const instance of instances)
      expect(Object.keys(instance).sort()).toEqual(['account', 'health', 'reason', 'region']);
  });
});

describe('a plan with errors', () => {
  it('is shown, not saved, and leads nobody to apply it; apply refuses it before it asks', async () => {
    here.writeConfig(`resourcePrefix: another-prefix\n${here.readConfig()}`);
    rmSync(file(), { force: true });
    const saved = await here.metsuke('plan', '--out', 'plan.json', '--exit-code');
    expect(saved.stdout).toContain('error resource-prefix: ');
    expect(saved.stderr).toContain('1 error: apply refuses this plan. plan.json is not written.');
    expect(saved.output).not.toMatch(/Apply exactly|apply it with/i);
    expect(existsSync(file())).toBe(false);
    expect(saved.code).toBe(2);

    const data = await here.metsuke('plan', '--json');
    expect(JSON.parse(data.stdout).findings).toContainEqual(
      expect.objectContaining({ code: 'resource-prefix', severity: 'error' }),
    );
    expect(data.code).toBe(2);

    for (const options of [[], ['--yes']]) {
      const { code, stderr } = await here.metsuke('apply', ...options);
      expect(stderr).toMatch(/error resource-prefix: .*\n1 error, nothing was changed\./);
      expect(code).toBe(2);
    }
  });
});
