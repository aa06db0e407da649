import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatKey } from '../../src/archive/layout.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import { DEV, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

const DAY_MS = 86_400_000;
let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await startRehearsal();
  rehearsal.changeConfig('  protectBaseline:\n    enabled: false', '  protectBaseline:\n    enabled: true');
  putLog(2, [
    anEvent(DEV, 'Admin'),
    anEvent(DEV, 'Admin'),
    anEvent(DEV, 'AWSCloudFormationStackSetExecutionRole'),
    anEvent(MASTER, 'Admin'),
  ]);
  putLog(60, [anEvent(DEV, 'LongAgo')]);
});
afterAll(() => rehearsal.stop());

function anEvent(account: string, role: string) {
  return {
    eventTime: new Date().toISOString(),
    eventSource: 'config.amazonaws.com',
    eventName: 'StopConfigurationRecorder',
    awsRegion: 'ap-northeast-1',
    userIdentity: {
      type: 'AssumedRole',
      accountId: account,
      sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${account}:role/${role}` } },
    },
    requestParameters: { configurationRecorderName: 'default' },
  };
}

function putLog(daysAgo: number, Records: readonly object[]): void {
  const day = new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);
  const key = formatKey({
    kind: 'cloudtrail',
    events: 'events',
    prefix: '',
    account: DEV as AccountId,
    region: 'ap-northeast-1',
    day,
    deliveredAt: `${day}T01:35Z`,
    unique: 'abcdefgh12345678',
  });
  const file = join(rehearsal.folder, 'archive', key);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, gzipSync(JSON.stringify({ Records })));
}

const SAID = 'protect-detection would have denied 2 calls of 1 principal in the last 30 days of archive:';

it('tells who did what a guardrail would have denied, members only, before it is attached', async () => {
  const { code, stdout } = await rehearsal.metsuke('guardrails', 'preview', '--archive', 'archive', '--exit-code');
  expect(stdout).toContain(SAID);
  expect(stdout).toMatch(
    /2 +config:StopConfigurationRecorder +ap-northeast-1 +by arn:aws:iam::444444444444:role\/Admin/,
  );
  expect(stdout).toContain('region-restriction would have denied nothing');
  expect(stdout).not.toContain('LongAgo');
  expect(code).toBe(3);
});

it('goes as far back as it is asked', async () => {
  const { stdout } = await rehearsal.metsuke('guardrails', 'preview', '--archive', 'archive', '--days', '90', '--json');
  const { guardrails } = JSON.parse(stdout) as { guardrails: { id: string; calls: number }[] };
  expect(guardrails.find(({ id }) => id === 'protect-detection')).toMatchObject({ calls: 3, principals: 2 });
});

it('stands below the plan for the policies that it attaches, and is gone when they are attached', async () => {
  expect((await rehearsal.metsuke('plan', '--archive', 'archive')).stdout).toContain(SAID);
  expect(await rehearsal.metsuke('apply', '--yes')).toMatchObject({ code: 0 });
  expect((await rehearsal.metsuke('plan', '--archive', 'archive')).stdout).not.toContain('would have denied');
});

it('refuses a number of days that is none', async () => {
  const { code, stderr } = await rehearsal.metsuke('guardrails', 'preview', '--archive', 'archive', '--days', 'many');
  expect(code).toBe(2);
  expect(stderr).toContain('--days many');
});
