import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findSandbox, requireSandbox, stopSandbox, summarize } from './sandbox.ts';
import { readState, writeState } from './state.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-sandbox-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A state that names a process of somebody else: this one, which began at another time and runs something else. */
function leaveStateBehind(pid = process.pid) {
  return writeState(folder, {
    endpoint: 'http://127.0.0.1:1',
    secret: 'a-secret-of-one-sandbox-0123456789',
    pid,
    process: '123456 python3 -m emulator',
    organizationId: 'o-8m3k2xq1zz',
    managementAccountId: '111111111111',
    organizationFile: 'organization.yaml',
    startedAt: '2026-11-23T06:00:00.000Z',
  });
}

it('forgets a sandbox that is gone', async () => {
  await leaveStateBehind(2 ** 22 + 1);
  expect(await findSandbox(folder)).toBeNull();
  expect(readState(folder)).toBeNull();
});

it('does not end a process that took over the id of a sandbox', async () => {
  await leaveStateBehind();
  expect(await stopSandbox(folder)).toBe(false);
  expect(readState(folder)).toBeNull();
});

it('says how to start one', async () => {
  await expect(requireSandbox(folder)).rejects.toMatchObject({ code: 'sandbox-not-running' });
});

it('counts stack sets by their stacks, and what is only recorded', () => {
  const resource = { region: 'ap-northeast-1', logicalId: 'A', physicalId: 'a', type: 'AWS::S3::Bucket' };
  const stack = 'StackSet-logging-resource-01234567-89ab-cdef-0123-456789abcdef';
  expect(
    summarize([
      { ...resource, account: '333333333333', stack, backing: 'real' },
      { ...resource, account: '444444444444', stack, backing: 'recorded', type: 'AWS::SSM::Association' },
      { ...resource, account: '111111111111', stack: 'security-topic', backing: 'real' },
    ]),
  ).toEqual({
    stacks: 3,
    stackSets: 1,
    realResources: 2,
    recordedResources: 1,
    recordedTypes: ['AWS::SSM::Association'],
  });
});
