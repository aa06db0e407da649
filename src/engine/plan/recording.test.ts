import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, HOME, inputOf, planOf, run, stepOf } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { isHealthy, readStatus } from '../status.ts';

const CONFIG = aConfig({
  configRecorder: { enabled: true },
  notifications: { enabled: true },
  cloudTrail: { mode: 'ORGANIZATION' },
});

let aws: FakeAws;
beforeEach(async () => {
  aws = new FakeAws(anOrg().with(account('dev').in('Workloads'), account('stg').in('Workloads')).build());
  expect((await run(aws, CONFIG)).result.status).toBe('done');
});

const callsOf = async (): Promise<readonly string[]> => {
  const connection = aws.connect();
  await inputOf(aws, CONFIG, { connection });
  return connection.calls.filter((call) => /recordings|disturbances/.test(call));
};
const statusOf = async () => readStatus(aws.connect().ports, await inputOf(aws, CONFIG));

it("tells of a trail that cannot deliver, in AWS's words, once", async () => {
  aws.recordingErrors.set(`trail ${aws.idOf('master')} ${HOME}`, 'NoSuchBucket');
  aws.condition.break(aws.idOf('master'), 'aws-organizations-trail', { error: 'NoSuchBucket' });
  const { steps, findings } = await planOf(aws, CONFIG);
  expect(steps).toEqual([]);
  expect(findings).toMatchObject([
    { code: 'does-not-work', message: 'The trail aws-organizations-trail cannot deliver: NoSuchBucket' },
  ]);
  const status = await statusOf();
  expect(isHealthy(status)).toBe(false);
  expect(status.unwell).toEqual([]);
});

describe('a recorder that somebody stopped', () => {
  it('is a step of the plan that says who did it, and apply starts it', async () => {
    aws.stopRecording('recorder', 'dev');
    const step = stepOf(await planOf(aws, CONFIG), 'repair');
    expect(step.targets).toMatchObject([
      {
        repair: { way: 'start', part: 'recorder' },
        account: aws.idOf('dev'),
        reason: 'stopped',
        culprits: ['config:StopConfigurationRecorder by alice with role Admin, 2026-11-29 04:00 UTC'],
      },
    ]);
    expect((await run(aws, CONFIG)).result.status).toBe('done');
    expect((await planOf(aws, CONFIG)).steps).toEqual([]);
    expect(aws.disturbances).toEqual([]);
  });

  it('makes a status unwell, with the remedy', async () => {
    expect(isHealthy(await statusOf())).toBe(true);
    aws.stopRecording('recorder', 'dev');
    const status = await statusOf();
    expect(isHealthy(status)).toBe(false);
    expect(status.recordings[0]).toMatchObject({ state: 'off', account: aws.idOf('dev'), part: 'recorder' });
  });

  it('costs calls in the accounts that an event told of, and in no other', async () => {
    const before = await callsOf();
    expect(before).toEqual(['inAccount.disturbances.list', 'recordings.readState']);
    aws.stopRecording('recorder', 'dev');
    expect(await callsOf()).toEqual([...before, 'inAccount.recordings.readState']);
  });

  it('was started again by hand: nothing is to be done, and nothing false is said', async () => {
    aws.stopRecording('recorder', 'dev');
    aws.recordings.clear();
    expect((await planOf(aws, CONFIG)).steps).toEqual([]);
    expect(isHealthy(await statusOf())).toBe(true);
  });

  it('waits for its own stacks, and for nothing that fails elsewhere', async () => {
    aws.stopRecording('recorder', 'dev');
    const changed = aConfig({
      configRecorder: { enabled: true },
      notifications: { enabled: true },
      cloudTrail: { mode: 'ORGANIZATION' },
      logs: { retentionDays: 730 },
    });
    const plan = await planOf(aws, changed);
    expect(plan.steps.map(({ title }) => title)).toContain('logging-resource');
    expect(stepOf(plan, 'repair').dependsOn).toEqual([]);
  });

  it('in an account that is suspended by now makes nothing unwell', async () => {
    aws.stopRecording('recorder', 'dev');
    aws.setState('dev', 'SUSPENDED');
    expect((await statusOf()).unwell).toEqual([]);
  });

  it('of somebody else is no business of ours', async () => {
    const entry = {
      region: 'eu-west-1',
      call: 'config:StopConfigurationRecorder',
      actor: null,
      at: '2026-11-29T04:00:00Z',
    } as const;
    aws.disturbances = [
      { ...entry, account: aws.idOf('dev') },
      { ...entry, account: '999999999999' },
    ];
    expect(await callsOf()).toEqual(['inAccount.disturbances.list', 'recordings.readState']);
  });
});

describe('the trail of the organization', () => {
  it('is asked in every plan: an event that was lost hides nothing', async () => {
    aws.stopRecording('trail', 'master', { isTold: false });
    expect(stepOf(await planOf(aws, CONFIG), 'repair').targets).toMatchObject([
      { repair: { part: 'trail' }, reason: 'stopped' },
    ]);
    expect((await run(aws, CONFIG)).result.status).toBe('done');
    expect((await planOf(aws, CONFIG)).steps).toEqual([]);
  });
});

describe('what cannot be known', () => {
  it('is unknown in the plan, and no status is well', async () => {
    aws.closeDoor('audit');
    const codes = (await planOf(aws, CONFIG)).findings.map(({ code, message }) => [code, message]);
    expect(codes).toContainEqual(['unknown', expect.stringContaining('is unknown, because')]);
    expect(isHealthy(await statusOf())).toBe(false);
  });

  it('is a place that lets nobody in', async () => {
    aws.stopRecording('recorder', 'dev');
    aws.closeDoor('dev');
    const status = await statusOf();
    const unknown = { code: 'unknown', account: { id: aws.idOf('dev') } };
    expect(status.unwell).toMatchObject([unknown, unknown]);
    expect(isHealthy(status)).toBe(false);
  });

  it('is the trail of the organization that is gone: the way out is its own stack', async () => {
    aws.stopRecording('trail', 'master', { isTold: false, state: 'missing' });
    expect((await planOf(aws, CONFIG)).findings).toContainEqual(
      expect.objectContaining({
        code: 'recording-gone',
        command: `aws cloudformation delete-stack --stack-name AWSOrganizations-OrganizationTrail --region ${HOME}`,
      }),
    );
  });

  it('is a recorder that is gone: said, with the way out', async () => {
    aws.stopRecording('recorder', 'dev', { state: 'missing' });
    expect((await planOf(aws, CONFIG)).findings).toContainEqual(
      expect.objectContaining({
        code: 'recording-gone',
        command: expect.stringContaining('delete-stack-instances --stack-set-name AWSOrganizations-ConfigRecorder'),
      }),
    );
  });
});
