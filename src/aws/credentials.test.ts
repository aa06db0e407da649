import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from './connect.ts';
import { credentialsFrom, profileFrom } from './credentials.ts';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

const PROFILES = `
[profile keys]
aws_access_key_id = AKIAPROFILE
aws_secret_access_key = secret-of-profile
[profile sso]
sso_session = company
sso_account_id = 111111111111
sso_role_name = Admin
[profile command]
credential_process = echo '{"Version":1,"AccessKeyId":"AKIAPROCESS","SecretAccessKey":"s"}'
[sso-session company]
sso_start_url = https://company-never-signed-in.awsapps.com/start
sso_region = ap-northeast-1
`;

describe('credentials', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'metsuke-credentials-'));
    writeFileSync(join(folder, 'config'), PROFILES);
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'));
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['keys in the environment', KEYS, undefined, 'AKIAEXAMPLE'],
    ['a profile that is asked for, before keys in the environment', KEYS, 'keys', 'AKIAPROFILE'],
    ['AWS_PROFILE, before keys in the environment', { ...KEYS, AWS_PROFILE: 'keys' }, undefined, 'AKIAPROFILE'],
    ['a process', {}, 'command', 'AKIAPROCESS'],
  ])('come from %s', async (_case, environment, profile, accessKeyId) => {
    await expect(credentialsFrom(environment, profile)()).resolves.toMatchObject({ accessKeyId });
  });

  it('keep the session token', async () => {
    const environment = { ...KEYS, AWS_SESSION_TOKEN: 'token' };
    await expect(credentialsFrom(environment, undefined)()).resolves.toMatchObject({ sessionToken: 'token' });
  });

  it.each([
    ['sso', 'credentials-rejected', 'aws sso login --profile sso'],
    ['typo', 'credentials-missing', 'Is typo a profile of this machine?'],
  ])('of the profile %s are %s and the hint helps', async (profile, code, hint) => {
    const ports = connect({ region: 'ap-northeast-1', endpointUrl: 'http://127.0.0.1:1', profile, environment: {} });
    await expect(ports.identity.readCaller()).rejects.toMatchObject({ code, hint: expect.stringContaining(hint) });
  });
});

describe('profileFrom', () => {
  it.each([
    [{ AWS_PROFILE: 'a' }, 'b', 'b'],
    [{ AWS_PROFILE: 'a' }, undefined, 'a'],
    [{ AWS_PROFILE: '' }, '', undefined],
  ])('%j and %j: %j', (environment, profile, chosen) => expect(profileFrom(environment, profile)).toBe(chosen));
});
