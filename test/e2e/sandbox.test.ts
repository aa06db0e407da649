import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '../../src/sandbox/process.ts';
import { type CliResult, runCli } from '../support/cli.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-up-'));
});
afterAll(async () => {
  await metsuke('sandbox', 'down');
  rmSync(folder, { recursive: true, force: true });
});

const metsuke = (...parameters: readonly string[]): Promise<CliResult> => runCli(parameters, { folder });

/** Gone with this process, even when it is killed. */
const up = (): Promise<CliResult> => metsuke('sandbox', 'up', '--parent-pid', String(process.pid), '--json');

describe('a sandbox of a folder', () => {
  let pid: number;

  it('is missed with what to type', async () => {
    for (const command of ['status', 'env']) {
      const { code, stderr } = await metsuke('sandbox', command);
      expect(stderr).toMatch(/No sandbox runs in .*\nStart one with: metsuke sandbox up\n$/);
      expect(code).toBe(1);
    }
  });

  it('is started once, and found the second time', async () => {
    const first = JSON.parse((await up()).stdout);
    const second = JSON.parse((await up()).stdout);
    expect(second).toMatchObject({ wasRunning: true, pid: first.pid, endpoint: first.endpoint });
    expect(first.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    ({ pid } = first);
    expect(isAlive(pid)).toBe(true);
  });

  it('gives an environment in which a configuration is written and planned', async () => {
    const environment = JSON.parse((await metsuke('sandbox', 'env', '--json')).stdout);
    const init = await runCli(['init', '--email', 'security@example.com'], { folder, environment });
    expect(init.code).toBe(0);
    const plan = await runCli(['plan', '--exit-code'], { folder, environment });
    expect(plan.code).toBe(3);
    expect((await metsuke('sandbox', 'add-account', 'dev2', '--unit', 'Workloads')).stdout).toMatch(
      /^dev2 \(\d{12}\) joined the organization\.\n$/,
    );
    expect((await runCli(['plan'], { folder, environment })).stdout).toContain('8 accounts: 7 governed, 1 skipped');
    const nowhere = await metsuke('sandbox', 'add-account', 'dev3', '--unit', 'Nowhere');
    expect(nowhere.stderr).toContain('Nowhere');
    expect(nowhere.code).toBe(2);
    const fault = await metsuke('sandbox', 'fault', 'account', 'account=444444444444', 'reason=No more roles');
    expect(fault.stdout).toContain('The fault is set');
    expect((await metsuke('sandbox', 'fault', 'clear')).stdout).toContain('Nothing fails any more.');
    expect((await metsuke('sandbox', 'status')).stdout).toMatch(/organization +o-8m3k2xq1zz, 8 accounts/);
  });

  it('leaves nothing behind when it is stopped, and may be stopped twice', async () => {
    expect((await metsuke('sandbox', 'down')).stdout).toBe('The sandbox is down.\n');
    expect(isAlive(pid)).toBe(false);
    const again = await metsuke('sandbox', 'down');
    expect(again.stdout).toBe('No sandbox was running in this folder.\n');
    expect(again.code).toBe(0);
  });

  it('that died is not found, and a new one starts', async () => {
    const first = JSON.parse((await up()).stdout);
    const state = readFileSync(join(folder, '.metsuke', 'sandbox.json'), 'utf8');
    process.kill(first.pid, 'SIGKILL');
    await expect.poll(() => isAlive(first.pid)).toBe(false);
    expect((await metsuke('sandbox', 'status')).code).toBe(1);
    // as it is when its process died with the machine
    writeFileSync(join(folder, '.metsuke', 'sandbox.json'), state, { mode: 0o600 });
    const second = JSON.parse((await up()).stdout);
    expect(second.wasRunning).toBe(false);
    expect(second.pid).not.toBe(first.pid);
    expect((await metsuke('sandbox', 'down')).stdout).toBe('The sandbox is down.\n');
    expect(isAlive(second.pid)).toBe(false);
  });

  it('is refused for an organization file that is not there or wrong', async () => {
    const missing = await metsuke('sandbox', 'up', '--organization', 'missing.yaml');
    expect(missing.stderr).toContain('There is no organization file');
    expect(missing.code).toBe(2);
    writeFileSync(join(folder, 'wrong.yaml'), 'units:\n  - name: Security\n    accounts: [nobody]\n');
    const wrong = await metsuke('sandbox', 'up', '--organization', 'wrong.yaml');
    expect(wrong.stderr).toContain('units name accounts that do not exist: nobody');
    expect(wrong.stderr).not.toContain('Traceback');
    expect(wrong.code).toBe(1);
  });
});
