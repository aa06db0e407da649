import { afterAll, beforeAll, expect, it } from 'vitest';
import { isAlive } from '../../src/sandbox/process.ts';
import type { TestSandbox } from './sandbox.ts';
import { startSandbox } from './sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    management: { name: 'master', id: '111111111111' },
    units: [{ name: 'Workloads', accounts: ['dev'] }],
    accounts: [{ name: 'dev', id: '444444444444' }],
  });
});
afterAll(() => sandbox.stop());

it('is the organization that was asked for', () => {
  expect(sandbox.managementAccountId).toBe('111111111111');
  expect(sandbox.environment.AWS_ENDPOINT_URL).toBe(sandbox.endpoint);
});

it('begins with nothing deployed and nothing called', async () => {
  expect(await sandbox.resources()).toEqual([]);
  expect(await sandbox.calls()).toEqual({ total: 0, byOperation: {} });
});

it('takes new accounts and faults, and refuses what makes no sense', async () => {
  expect(await sandbox.addAccount({ name: 'dev2', email: 'dev2@example.com', unit: 'Workloads' })).toMatchObject({
    name: 'dev2',
  });
  await sandbox.faults({ kind: 'throttle', service: 'organizations' }, { kind: 'clear' });
  await expect(sandbox.addAccount({ name: 'dev3', email: 'dev3@example.com', unit: 'Nowhere' })).rejects.toThrow(
    'Nowhere',
  );
});

it('leaves when it is told to', async () => {
  const other = await startSandbox();
  const pid = other.pid;
  await other.stop();
  expect(isAlive(pid)).toBe(false);
});
