import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sandboxEnvironment, shellLines } from './credentials.ts';

const address = { endpoint: 'http://127.0.0.1:4566', secret: 'a-secret-of-one-sandbox-0123456789' };
const environment = sandboxEnvironment(address, '111111111111');

it('gives every account its own key', () => {
  expect(environment).toEqual({
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
    AWS_ACCESS_KEY_ID: 'AKIASBX0111111111111',
    AWS_SECRET_ACCESS_KEY: 'rSgPK0x68_T5Koyf3qYYkRW0E42loOnoecLrl_w2',
    AWS_REGION: 'ap-northeast-1',
    AWS_DEFAULT_REGION: 'ap-northeast-1',
  });
});

it('gives another secret to another account and to another sandbox', () => {
  const others = [
    sandboxEnvironment(address, '222222222222'),
    sandboxEnvironment({ ...address, secret: 'b-secret-of-one-sandbox-0123456789' }, '111111111111'),
  ];
  const secrets = [environment, ...others].map(({ AWS_SECRET_ACCESS_KEY }) => AWS_SECRET_ACCESS_KEY);
  expect(new Set(secrets).size).toBe(3);
});

it('replaces a real session in the shell', () => {
  const script = `${shellLines(environment, 'posix')}\nenv`;
  const { stdout } = spawnSync('sh', ['-c', script], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], AWS_PROFILE: 'production', AWS_SESSION_TOKEN: 'real' },
  });
  const seen = stdout.split('\n').filter((line) => line.startsWith('AWS_'));
  expect(seen.sort()).toEqual(
    Object.entries(environment)
      .map(([key, value]) => `${key}=${value}`)
      .sort(),
  );
});

const HOSTILE = "$(touch pwned)`touch pwned`\"; touch pwned; ''; touch pwned #\\\n$HOME\u2019; touch pwned";

it.each(['sh', 'bash', 'dash', 'zsh', 'fish'])('is text for %s, whatever stands in it', (shell) => {
  if (spawnSync(shell, ['-c', 'true']).error !== undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-shell-'));
  const lines = shellLines({ ...environment, AWS_REGION: HOSTILE }, shell === 'fish' ? 'fish' : 'posix');
  const evaluated = shell === 'fish' ? `eval $argv[1]` : 'eval "$1"';
  const parameters = shell === 'fish' ? [lines] : ['shell', lines];
  const { stdout } = spawnSync(shell, ['-c', `${evaluated}; node -p process.env.AWS_REGION`, ...parameters], {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder },
  });
  expect(readdirSync(folder)).not.toContain('pwned');
  expect(stdout).toBe(`${HOSTILE}\n`);
  rmSync(folder, { recursive: true });
});

it('is text for PowerShell, which takes four more characters for a single quote', () => {
  const lines = shellLines({ ...environment, AWS_REGION: "a'b\u2018c\u2019d\u201ae\u201bf$(g)`h" }, 'powershell');
  expect(lines).toContain("$Env:AWS_REGION = 'a''b\u2018\u2018c\u2019\u2019d\u201a\u201ae\u201b\u201bf$(g)`h'");
});

it('speaks fish and PowerShell', () => {
  expect(shellLines(environment, 'fish')).toContain("set -gx AWS_REGION 'ap-northeast-1'");
  expect(shellLines(environment, 'powershell')).toContain("$Env:AWS_REGION = 'ap-northeast-1'");
});
