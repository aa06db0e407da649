import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const PLAYBOOK = new URL('../../src/images/ansible', import.meta.url).pathname;

const python = [process.env['METSUKE_PYTHON'], '.venv/bin/python', 'python3']
  .filter((candidate) => candidate !== undefined)
  .find((candidate) => !candidate.includes('/') || existsSync(candidate));

it('ansible-lint, with its strictest profile, finds nothing', (context) => {
  const home = spawnSync(python ?? 'python3', ['-c', 'import ansiblelint, sys; print(sys.executable)'], {
    encoding: 'utf8',
  });
  if (home.status !== 0) {
    return context.skip('ansible-lint is not installed: pip install -r sandbox/requirements-test.txt');
  }
  const executable = home.stdout.trim();
  // Outside of any repository: it would ask git which files there are, and leave a folder of its own behind.
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-lint-'));
  try {
    cpSync(PLAYBOOK, folder, { recursive: true });
    const roles = readdirSync(join(folder, 'roles')).map((role) => `roles/${role}`);
    const { status, stdout, stderr } = spawnSync(
      executable,
      ['-m', 'ansiblelint', '--offline', '--nocolor', '--profile', 'production', 'site.yml', ...roles],
      // ansible-lint runs the other programs of ansible-core by their names.
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${dirname(executable)}${delimiter}${process.env['PATH']}` },
      },
    );
    expect(`${stdout}${stderr}`).toContain('Passed: 0 failure(s), 0 warning(s)');
    expect(status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
