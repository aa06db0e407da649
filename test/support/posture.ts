import type { Posture } from '../../src/dashboard/posture/schema.ts';

export const DEV = '444444444444';
export const STG = '555555555555';
export const PROD = '666666666666';
const HOME = 'ap-northeast-1';
const AT = '2026-11-29T09:00:00.000Z';

/** One of everything that a page shows: a trail that is stopped, violations, an exception, a finding, a failure, a gap. */
export function aPosture(): Posture {
  const unit = { id: 'ou-test-11111111', name: 'Workloads', parent: 'r-test', path: 'Workloads' };
  const accounts = [
    { id: DEV, name: 'dev' },
    { id: STG, name: 'stg' },
    { id: PROD, name: 'prod' },
  ].map((account) => ({ ...account, state: 'ACTIVE', parent: unit.id, notGoverned: null }));
  return {
    format: 'metsuke-posture/1',
    metsukeVersion: '0.0.0',
    at: AT,
    organization: { id: 'o-test', root: 'r-test', managementAccount: '111111111111', homeRegion: HOME },
    only: null,
    units: [unit],
    accounts: [
      ...accounts,
      { id: '777777777777', name: 'old-poc', state: 'SUSPENDED', parent: 'r-test', notGoverned: 'is suspended' },
    ],
    deployment: {
      state: 'read',
      at: AT,
      isAsConfigured: true,
      pending: [],
      deployments: [
        {
          title: 'inventory',
          name: 'AWSOrganizations-Inventory',
          kind: 'stack-set',
          instances: [
            { account: DEV, region: HOME, health: 'failed', reason: 'ResourceLogicalId:Role: it exists already' },
            { account: PROD, region: HOME, health: 'current', reason: null },
          ],
        },
      ],
      policies: [{ title: 'protect-logs', name: 'aws-organizations-protect-logs', targets: ['r-test'] }],
      recordings: [
        {
          part: 'trail',
          name: 'aws-organizations-events',
          account: PROD,
          region: HOME,
          state: 'off',
          by: { call: 'cloudtrail:StopLogging', actor: 'alice', at: AT },
        },
      ],
      notices: [],
    },
    plan: {
      state: 'read',
      at: AT,
      source: 'plan.json',
      purpose: 'apply',
      madeAt: '2026-11-29T08:30:00.000Z',
      madeBy: '0.0.0',
      organization: 'o-test',
      differences: ['inventory (stack-set) is needed now'],
      steps: [
        aStep('stack-set:AWSOrganizations-Logging', 'logging-resource', {
          sign: '!',
          places: [{ account: PROD, region: HOME, reason: 'parameter-changed', detail: null }],
          changes: [
            {
              ...{ places: [], resource: null, type: null, action: 'update', losesData: false },
              values: [{ path: 'RetentionDays', from: '365', to: '90' }],
            },
          ],
          losses: ['log objects of 90 to 365 days'],
        }),
        aStep('setting:account-defaults', 'settings of account-defaults', {
          kind: 'setting',
          stage: 2,
          after: ['stack-set:AWSOrganizations-Logging'],
          places: [DEV, STG].map((account) => ({ account, region: HOME, reason: 'new-account', detail: null })),
          changes: [
            {
              ...{ resource: null, type: null, action: 'add', losesData: false },
              places: [{ account: DEV, region: HOME }],
              values: [{ path: 'ec2.ebsEncryption', from: null, to: 'true' }],
            },
          ],
        }),
      ],
      notices: [
        { code: 'unknown', severity: 'warning', account: STG, message: 'stg was not read.', hint: null, command: null },
      ],
      retained: [],
    },
    compliance: {
      state: 'read',
      at: AT,
      foreign: 0,
      rules: [
        {
          name: 'access-keys-rotated',
          severity: 5,
          why: { en: 'Old keys leak.', ja: '古いキーは漏れる。' },
          cis: ['1.14'],
        },
        { name: 'restricted-ssh', severity: 8, why: { en: 'SSH is guessed.', ja: 'SSH は狙われる。' }, cis: ['5.2'] },
      ],
      cells: [
        aCell('restricted-ssh', DEV, 'non-compliant', ['sg-1']),
        aCell('restricted-ssh', PROD, 'non-compliant', ['sg-2']),
        aCell('restricted-ssh', STG, 'excepted', ['sg-3']),
        aCell('access-keys-rotated', DEV, 'non-compliant', ['alice']),
        aCell('access-keys-rotated', STG, 'compliant', []),
        aCell('access-keys-rotated', PROD, 'silent', []),
      ],
    },
    findings: {
      state: 'read',
      at: AT,
      regions: [HOME],
      missing: [],
      findings: [
        {
          id: 'f-1',
          type: 'Recon:EC2/Portscan',
          severity: 5,
          account: DEV,
          region: HOME,
          title: 'A port scan',
          description: 'An instance scans ports.',
          resourceType: 'Instance',
          count: 3,
          firstSeen: '2026-11-28T00:00:00Z',
          lastSeen: AT,
        },
      ],
    },
    access: {
      state: 'read',
      at: AT,
      regions: [HOME],
      missing: [],
      isCut: false,
      findings: [
        {
          id: 'a-1',
          type: 'PublicAccess',
          severity: 8,
          resource: 'arn:aws:s3:::web',
          resourceType: 'AWS::S3::Bucket',
          account: PROD,
          region: HOME,
          principals: ['AWS: *'],
          actions: ['s3:GetObject'],
          error: null,
          firstSeen: '2026-11-19T00:00:00.000Z',
          lastSeen: AT,
        },
      ],
    },
    exceptions: {
      state: 'read',
      at: AT,
      exceptions: [{ rule: 'restricted-ssh', accounts: [STG], reason: 'A jump host.', expires: '2026-11-30' }],
    },
    fleet: {
      state: 'read',
      at: AT,
      skipped: 0,
      instances: [
        anInstance('i-1', DEV, { missing: 14, failed: 0, pendingReboot: 0, critical: 3, ended: AT }),
        anInstance('i-2', PROD, { missing: 0, failed: 0, pendingReboot: 0, critical: 0, ended: AT }),
        anInstance('i-3', STG, null),
      ],
      packages: {
        isCut: false,
        versions: [
          { name: 'openssl', version: '3.0.8', instances: 2, accounts: 2 },
          { name: 'openssl', version: '3.0.7', instances: 1, accounts: 1 },
        ],
      },
    },
    images: {
      state: 'read',
      at: AT,
      notAsked: [{ account: STG, region: HOME, reason: 'AWS refused.' }],
      instances: [aRunning('i-1', DEV, 'old'), aRunning('i-2', PROD, 'newest'), aRunning('i-9', PROD, 'foreign')],
    },
    activity: {
      state: 'read',
      at: AT,
      source: './copy',
      from: '2026-11-27T00:00:00Z',
      to: AT,
      limit: 5_000,
      isCut: false,
      objects: 90,
      events: 1_200,
      skipped: 1,
      gaps: [{ account: PROD, from: '2026-11-27', to: '2026-11-28' }],
      deeds: [
        aDeed(
          DEV,
          `arn:aws:sts::${DEV}:assumed-role/AWSReservedSSO_PowerUser_0123456789abcdef/hanako`,
          'StopInstances',
        ),
        aDeed(STG, `arn:aws:iam::${STG}:user/taro`, 'PutParameter'),
      ],
    },
    history: {
      state: 'read',
      at: AT,
      source: './history',
      days: [
        { day: '2026-10-29', counts: { violations: 9, findings: 0, gaps: null }, atLeast: [] },
        { day: '2026-11-21', counts: { violations: 5, findings: 1, gaps: null }, atLeast: [] },
        { day: '2026-11-28', counts: { violations: 4, findings: 1, gaps: 1 }, atLeast: [] },
      ],
      problems: [{ file: '2026-11-22.json', reason: 'is no JSON' }],
    },
    evidence: {
      state: 'read',
      at: AT,
      source: './copy',
      firstDay: '2026-10-31',
      lastDay: '2026-11-29',
      withoutLogs: [],
      verified: {
        at: '2026-11-28T18:00:00.000Z',
        from: null,
        until: '2026-11-28T18:00:00.000Z',
        keySource: 'ListPublicKeys',
        keptIn: './history',
        findings: 0,
        digests: 90,
        provenDigests: 90,
        logs: 1_200,
        provenLogs: 1_200,
      },
      accounts: [
        { account: DEV, days: ['2026-11-28', '2026-11-29'], gaps: [] },
        { account: PROD, days: ['2026-11-01'], gaps: [{ from: '2026-11-02', to: '2026-11-28', isOpen: true }] },
      ],
    },
  };
}

function aRunning(instance: string, account: string, age: 'newest' | 'old' | 'foreign') {
  const pipeline = age === 'foreign' ? '' : 'al2023';
  return { account, region: HOME, instance, name: 'app', imageId: `ami-${age}`, age, pipeline, startedAt: AT };
}

function aDeed(account: string, actor: string, event: string) {
  const [first, last] = ['2026-11-28T01:00:00Z', '2026-11-29T02:00:00Z'];
  const call = { service: 'ec2', event, calls: 3, failed: 1, first, last };
  return { account, region: HOME, actor, ...call, sourceIp: '203.0.113.10', eventId: `e-${event}` };
}

type Step = Extract<Posture['plan'], { state: 'read' }>['steps'][number];

function aStep(id: string, title: string, given: Partial<Step>): Step {
  const step: Step = {
    ...{ id, title, kind: 'stack-set', sign: '~', stage: 1, after: [], where: 'prod', why: 'parameters changed' },
    ...{ places: [], changes: [], losses: [] },
  };
  return { ...step, ...given };
}

type Instances = Extract<Posture['fleet'], { state: 'read' }>['instances'];

function anInstance(instance: string, account: string, patches: Instances[number]['patches']): Instances[number] {
  return {
    account,
    region: HOME,
    instance,
    computer: 'app-1',
    platform: 'Amazon Linux 2023',
    agent: '3.3.1',
    captured: AT,
    patches,
  };
}

function aCell(
  rule: string,
  account: string,
  state: 'compliant' | 'non-compliant' | 'excepted' | 'silent',
  ids: readonly string[],
) {
  const resources = ids.map((id) => ({ type: 'AWS::Test', id, recordedAt: '2026-11-20T00:00:00.000Z' }));
  return { rule, account, region: HOME, state, count: ids.length, resources };
}

/** Every source but the configuration refuses. */
export function notReadSections(reason: string) {
  const section = { state: 'not-read', reason } as const;
  return {
    deployment: section,
    compliance: section,
    findings: section,
    access: section,
    evidence: section,
    fleet: section,
  };
}
