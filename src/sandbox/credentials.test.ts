import { spawnSync } from 'node:child_process';
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

it('speaks fish and PowerShell', () => {
  expect(shellLines(environment, 'fish')).toContain('set -gx AWS_REGION ap-northeast-1');
  expect(shellLines(environment, 'powershell')).toContain("$Env:AWS_REGION = 'ap-northeast-1'");
});
