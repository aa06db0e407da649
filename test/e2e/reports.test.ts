import { afterAll, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../support/archive.ts';
import { runCli } from '../support/cli.ts';
import { asRoot, call } from '../support/events.ts';

const archive = new ArchiveFolder().addEvents([
  call('iam', 'ListUsers', { readOnly: true }),
  call('iam', 'CreateAccessKey', { userIdentity: asRoot(), eventID: 'e-1' }),
]);
afterAll(() => archive.remove());

const PERIOD = ['--from', '2026-10-01', '--to', '2026-10-31'];

function report(...parameters: readonly string[]) {
  return runCli(['report', ...parameters], { folder: archive.path });
}

describe('reports over a folder', () => {
  it('shows what was found, and ends with 0', async () => {
    const { code, stdout } = await report('run', 'root-use', '--archive', '.', ...PERIOD);
    expect(code).toBe(0);
    expect(stdout).toMatch(/│ 2026-10-14 03:00:00 +│ 111111111111 +│ ap-northeast-1 +│ root +│ CreateAccessKey/);
    expect(stdout).toContain('1 row');
  });

  it('ends with 3 when rows are found, if a script asks for that', async () => {
    const asked = ['--archive', '.', ...PERIOD, '--exit-code'];
    expect((await report('run', 'root-use', ...asked)).code).toBe(3);
    expect((await report('run', 'network-acl-changes', ...asked)).code).toBe(0);
  });

  it('gives data to programs', async () => {
    const { stdout } = await report('run', 'root-use', '--archive', '.', ...PERIOD, '--format', 'json');
    const [{ rows }] = JSON.parse(stdout);
    expect(rows).toMatchObject([{ account: '111111111111', event: 'CreateAccessKey', event_id: 'e-1' }]);
  });
});
