import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Status } from '../../src/engine/status.ts';
import { connectEventChain } from '../../src/sandbox/event-chain.ts';
import { awsOf, clientConfig } from '../support/aws.ts';
import { DEV, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

/** Somebody stops what records; an event tells of it by the way that mails take, and plan, status and apply follow. */
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await startRehearsal(undefined, { baseline: true });
  const applied = await rehearsal.metsuke('apply', '--yes');
  expect(applied, applied.output).toMatchObject({ code: 0 });
});
afterAll(() => rehearsal.stop());

const trail = () => new CloudTrail(clientConfig(rehearsal.sandbox, MASTER));
const recorderOf = async (account: string) => {
  const { config } = awsOf(rehearsal.sandbox, account);
  const { ConfigurationRecordersStatus: [recorder] = [] } = await config.describeConfigurationRecorderStatus({});
  return recorder?.recording;
};

it('is well while everything records', async () => {
  expect(await rehearsal.metsuke('status')).toMatchObject({ code: 0 });
  expect(await rehearsal.metsuke('plan', '--exit-code')).toMatchObject({ code: 0 });
});

it('sees the trail and a recorder stopped, says who did it, and starts both again', async () => {
  const { config } = awsOf(rehearsal.sandbox, DEV);
  await config.stopConfigurationRecorder({ ConfigurationRecorderName: 'aws-organizations-recorder' });
  const { trailList = [] } = await trail().describeTrails({});
  await trail().stopLogging({ Name: trailList[0]?.TrailARN });
  expect(await connectEventChain(rehearsal.sandbox).settle()).toBe(true);

  const status = await rehearsal.metsuke('status');
  expect(status, status.output).toMatchObject({ code: 1 });
  expect(status.stdout).toMatch(/stopped +aws-organizations-recorder in dev ap-northeast-1 does not record/);
  expect(status.stdout).toMatch(/stopped +aws-organizations-trail in master ap-northeast-1 does not record/);
  const { healthy, recordings } = JSON.parse((await rehearsal.metsuke('status', '--json')).stdout) as Status & {
    healthy: boolean;
  };
  expect(healthy).toBe(false);
  expect(
    recordings
      .filter(({ state }) => state === 'off')
      .map(({ by }) => by?.call)
      .sort(),
  ).toEqual(['cloudtrail:StopLogging', 'config:StopConfigurationRecorder']);

  const plan = await rehearsal.metsuke('plan');
  expect(plan.stdout).toMatch(/! +config-recorder +dev +ap-northeast-1 +stopped: .*started again/s);
  expect(plan.stdout).toMatch(/! +organization-trail +master +ap-northeast-1 +stopped: .*started again/s);
  const applied = await rehearsal.metsuke('apply', '--yes');
  expect(applied, applied.output).toMatchObject({ code: 0 });

  expect(await recorderOf(DEV)).toBe(true);
  expect(await trail().getTrailStatus({ Name: trailList[0]?.TrailARN })).toMatchObject({ IsLogging: true });
  expect(await rehearsal.metsuke('plan', '--exit-code')).toMatchObject({ code: 0 });
  expect(await rehearsal.metsuke('status')).toMatchObject({ code: 0 });
});
