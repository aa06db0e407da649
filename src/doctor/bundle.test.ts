import { describe, expect, it } from 'vitest';
import { parseConfig } from '../config/load.ts';
import { makeBundle } from './bundle.ts';
import { examine, kindOfCredentials, type Surroundings } from './examination.ts';
import { redactConfiguration } from './redact.ts';

const SECRETS = [
  ...['123456789012', '210987654321', '345678901234', '456789012345', '567890123456'],
  ...['o-a1b2c3d4e5', 'r-ab12', 'ou-ab12-cdefgh34', 'ou-ab12-zyxwvu98'],
  ...['payments-prod', 'Kessai Honban', '決済本番', 'hr-sandbox', 'merger-2027', 'standard-payments'],
  ...['ciso@bank.example', 'soc+aws@bank.example', 'root-123456789012@bank.example'],
  ...[
    'arn:aws:iam::123456789012:role/Payments',
    'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555',
  ],
  ...['bank-logs-archive', 'bank-evidence-2026', 's3://bank-reports/curated'],
  ...[
    'AKIAIOSFODNN7EXAMPLE',
    'ASIAIOSFODNN7EXAMPLE',
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'FwoGZXIvYXdzEXAMPLETOKEN',
  ],
  ...['T012ABCDEF', 'C012ABCDEF', 'metsuke/bank-webhook', 'xoxb-1234567890-abcdef', 'ghp_0123456789abcdefghij'],
  ...['vpc-0a1b2c3d4e5f60718', 'subnet-0a1b2c3d', 'sg-0a1b2c3d4e', 'i-0abc1234def567890', 'ami-0123456789abcdef0'],
  ...[
    'BankBreakGlass',
    'BankDeployRole',
    'http://bob:hunter2@proxy.bank.example:8080',
    'proxy.bank.example',
    'hunter2',
  ],
  ...['/home/taro.yamada/bank', '203.0.113.10', 'bank-rule-pci'],
] as const;

/** In every place of a configuration at which a text may stand, and in some at which none may. */
const CONFIGURATION = {
  organizationId: SECRETS[5],
  accounts: { log: SECRETS[0], audit: SECRETS[9], [SECRETS[10]]: SECRETS[1] },
  exclude: SECRETS,
  homeRegion: 'ap-northeast-1',
  notifications: { securityEmail: SECRETS[15], breakGlassRoles: SECRETS, language: 'ja', groupHours: 24 },
  configRules: { exceptions: [{ rule: SECRETS[11], accounts: SECRETS, reason: SECRETS[12] }] },
  [SECRETS[13]]: SECRETS,
  nobodyKnowsThis: { [SECRETS[14]]: { deep: SECRETS } },
  numbers: [123456789012, 210987654321],
};

const SURROUNDINGS: Surroundings = {
  node: '20.20.2',
  oldestNode: '20.19',
  platform: 'linux x64',
  metsuke: '0.1.0',
  environment: {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_SESSION_TOKEN: 'FwoGZXIvYXdzEXAMPLETOKEN',
    HTTPS_PROXY: 'http://bob:hunter2@proxy.bank.example:8080',
  },
  profile: undefined,
  hasSharedFiles: true,
  python: '3.11.7',
  endpoint: 'aws',
  ahead: 1_200,
  configuration: { kind: 'read', errors: [], region: 'ap-northeast-1' },
};

const PLAN = {
  accounts: { total: 5, governed: SECRETS.slice(0, 4), skipped: SECRETS.slice(4, 5) },
  steps: SECRETS.map((secret) => ({ kind: 'stack-set', dependsOn: [secret], title: secret, targets: [secret] })),
  findings: [{ code: 'unknown-account', message: SECRETS.join() }],
};

const bundle = makeBundle({
  madeAt: '2026-11-29T00:00:00.000Z',
  examined: examine(SURROUNDINGS),
  configuration: CONFIGURATION,
  findings: [{ code: 'unknown-account', line: 3, column: 7 }],
  plan: PLAN,
});

describe('a bundle', () => {
  it('holds none of forty secrets and names, nor a part that tells', () => {
    expect(SECRETS.length).toBeGreaterThanOrEqual(40);
    expect(SECRETS.filter((secret) => bundle.includes(secret))).toEqual([]);
    expect(bundle).not.toMatch(/bank|\d{12}|AKIA|ASIA|@|arn:|hunter|payments/i);
  });

  it('still says what a reader needs', () => {
    const { configuration, examined, plan } = JSON.parse(bundle);
    expect(configuration).toMatchObject({
      homeRegion: 'ap-northeast-1',
      notifications: { language: 'ja', groupHours: 24 },
    });
    expect(examined.find(({ id }: { id: string }) => id === 'proxy').what).toBe('HTTPS_PROXY');
    expect(plan).toEqual({
      accounts: { total: 5, governed: 4, skipped: 1 },
      steps: { 'stack-set': SECRETS.length },
      dependencies: SECRETS.length,
      findings: { 'unknown-account': 1 },
    });
  });

  it('calls the same thing the same, wherever it stands', () => {
    const redacted = redactConfiguration({
      accounts: { log: '123456789012', audit: 'x' },
      exclude: ['x', 123456789012],
    });
    expect(redacted).toEqual({
      accounts: { log: 'account-1', audit: 'account-2' },
      exclude: ['account-2', 'account-1'],
    });
  });

  it('keeps no word of the schema at a place where it is a name', () => {
    expect(redactConfiguration({ exclude: ['ja', 'scoped'], homeRegion: 'us-east-1' })).toEqual({
      exclude: ['account-1', 'account-2'],
      homeRegion: 'us-east-1',
    });
  });

  it('of a file with mistakes has their codes, and nothing of the file', () => {
    const { findings } = parseConfig('version: 1\nsecretpayments: hunter2\n', 'metsuke.yaml');
    const codes = findings.map(({ code, source }) => ({ code, line: source?.line ?? null, column: null }));
    const text = makeBundle({ madeAt: '', examined: [], configuration: null, findings: codes, plan: { failed: 'x' } });
    expect(text).not.toMatch(/secretpayments|hunter2/);
    expect(JSON.parse(text).findings.length).toBeGreaterThan(0);
  });
});

describe('the doctor', () => {
  const stateOf = (id: string, changes: Partial<Surroundings>) =>
    examine({ ...SURROUNDINGS, ...changes }).find((each) => each.id === id);

  it('finds nothing wrong here', () => {
    expect(examine(SURROUNDINGS).filter(({ state }) => state !== 'fine')).toEqual([]);
  });

  it.each([
    ['node', { node: '20.18.9' }, 'wrong'],
    ['node', { node: '18.20.0' }, 'wrong'],
    ['node', { node: '24.1.0' }, 'fine'],
    ['python', { python: null }, 'unknown'],
    ['credentials', { environment: {}, hasSharedFiles: false }, 'unknown'],
    ['configuration', { configuration: { kind: 'absent', code: 'config-invalid' } }, 'unknown'],
    ['configuration', { configuration: { kind: 'read', errors: ['unknown-key'], region: null } }, 'wrong'],
    ['endpoint', { endpoint: 'refused' }, 'wrong'],
    ['clock', { ahead: 301_000 }, 'wrong'],
    ['clock', { ahead: -301_000 }, 'wrong'],
    ['clock', { ahead: null }, 'unknown'],
  ] as const)('%s of %j is %s', (id, changes, state) => {
    const examined = stateOf(id, changes);
    expect(examined?.state).toBe(state);
    expect(examined?.next !== undefined).toBe(state !== 'fine');
  });

  it.each([
    [{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }, 'long-lived, in variables'],
    [{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_SESSION_TOKEN: 'c' }, 'temporary, in variables'],
    [{ AWS_PROFILE: 'bank' }, 'a profile'],
    [{ AWS_WEB_IDENTITY_TOKEN_FILE: '/x' }, 'a web identity'],
    [{ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://x' }, 'a container'],
    [{}, null],
  ])('tells the kind of credentials: %j', (environment, kind) => {
    expect(kindOfCredentials({ environment, profile: undefined, hasSharedFiles: false })).toBe(kind);
  });
});
