import { describe, expect, it } from 'vitest';
import { aConfig, inputOf, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ThreatFinding } from '../../engine/observe/guard-duty.ts';
import type { Violation } from '../../engine/observe/ports.ts';
import { limitTo } from '../view/limit.ts';
import { readPosture } from './posture.ts';
import { withPseudonyms } from './pseudonyms.ts';
import { makePostureSchema, postureSchema } from './schema.ts';

const HOME = 'ap-northeast-1';
const SSH = 'aws-organizations-restricted-ssh';
const CONFIG = aConfig({
  configRules: {
    enabled: true,
    exceptions: [{ rule: 'restricted-ssh', accounts: ['stg'], reason: 'a jump host', expires: '2026-01-20' }],
  },
});

function anOrganization(): FakeAws {
  const aws = new FakeAws(anOrg().with(account('dev').in('Workloads'), account('stg').in('Workloads')).build());
  const at = (name: string, id: string): Violation => ({
    rule: SSH,
    account: aws.idOf(name),
    region: HOME,
    resourceType: 'AWS::EC2::SecurityGroup',
    resourceId: id,
    recordedAt: '2025-12-24T00:00:00.000Z',
  });
  aws.compliance = [
    { rule: SSH, account: aws.idOf('dev'), region: HOME, compliance: 'NON_COMPLIANT', count: 2 },
    { rule: SSH, account: aws.idOf('stg'), region: HOME, compliance: 'NON_COMPLIANT', count: 1 },
    { rule: SSH, account: aws.idOf('log'), region: HOME, compliance: 'COMPLIANT', count: 0 },
    { rule: 'of-others', account: aws.idOf('log'), region: HOME, compliance: 'NON_COMPLIANT', count: 1 },
  ];
  aws.violations = [at('dev', 'sg-1'), at('dev', 'sg-2'), at('stg', 'sg-3')];
  aws.guardDuty.addDetector(aws.idOf('audit'), HOME);
  aws.guardDuty.region(HOME).administrator = aws.idOf('audit');
  aws.guardDuty.findings = [aFinding(aws.idOf('dev'))];
  return aws;
}

function aFinding(id: AccountId): ThreatFinding {
  const moment = '2025-12-25T00:00:00Z';
  return {
    id: 'f-1',
    type: 'Recon:EC2/Portscan',
    severity: 5,
    account: id,
    region: HOME,
    title: 'A port scan',
    description: 'An instance scans ports.',
    resourceType: 'Instance',
    count: 3,
    firstSeen: moment,
    lastSeen: moment,
  };
}

async function postureOf(aws: FakeAws, config = CONFIG) {
  return readPosture({ ports: aws.connect().ports, input: await inputOf(aws, config) });
}

describe('the posture of an organization', () => {
  it('has resources that do not comply, with exceptions as such, and findings', async () => {
    const posture = await postureOf(anOrganization());
    expect(posture.compliance).toMatchObject({
      state: 'read',
      foreign: 1,
      rules: [{ name: 'restricted-ssh', severity: 8 }],
      cells: [
        { state: 'non-compliant', count: 2, resources: [{ id: 'sg-1' }, { id: 'sg-2' }] },
        { state: 'excepted', count: 1 },
        { state: 'compliant', count: 0 },
      ],
    });
    expect(posture.findings).toMatchObject({ state: 'read', regions: [HOME], findings: [{ id: 'f-1' }] });
    expect(posture.exceptions).toMatchObject({ exceptions: [{ rule: 'restricted-ssh', expires: '2026-01-20' }] });
    expect(posture.evidence).toMatchObject({ state: 'not-read', reason: expect.stringContaining('--archive') });
    expect(posture.accounts.map(({ name, parent }) => [name, parent === posture.units[1]?.id])).toContainEqual([
      'dev',
      true,
    ]);
  });

  it('fits its schema, which is published, and goes through JSON unchanged', async () => {
    const posture = await postureOf(anOrganization());
    expect(postureSchema.parse(JSON.parse(JSON.stringify(posture)))).toEqual(posture);
    const committed = new URL('../../../metsuke-posture.schema.json', import.meta.url).pathname;
    await expect(`${JSON.stringify(makePostureSchema(), null, 2)}\n`).toMatchFileSnapshot(committed);
  });

  it('asks rules for resources where AWS Config is told not to record compliance', async () => {
    const aws = anOrganization();
    aws.recordsCompliance = false;
    const { ports, calls } = aws.connect();
    const { compliance } = await readPosture({ ports, input: await inputOf(aws, CONFIG) });
    expect(compliance).toMatchObject({ cells: [{ resources: [{ id: 'sg-1' }, { id: 'sg-2' }] }, {}, {}] });
    expect(calls.filter((call) => call.endsWith('listViolationsAt'))).toHaveLength(2);
  });

  it('takes a part of the resources that a rule counts for no list of them', async () => {
    const aws = anOrganization();
    const count = 201;
    const regions = Array.from({ length: count }, (_, at) => `region-${at}`);
    const rule = { rule: SSH, account: aws.idOf('dev'), compliance: 'NON_COMPLIANT' as const };
    aws.compliance = regions.map((region) => ({ ...rule, region, count: null }));
    const known = { rule: SSH, account: aws.idOf('dev'), resourceType: 'AWS::Test', recordedAt: null };
    aws.violations = regions.map((region) => ({ ...known, region, resourceId: region }));
    const { compliance } = await postureOf(aws);
    if (compliance.state === 'not-read') throw new Error(compliance.reason);
    expect(compliance.cells[0]).toMatchObject({ count: 1, resources: [{ id: 'region-0' }] });
    expect(compliance.cells.at(-1)).toMatchObject({ count: null, resources: null });
  });

  it('does not grow in calls with what complies', async () => {
    const aws = anOrganization();
    const count = async () => {
      const { ports, calls } = aws.connect();
      await readPosture({ ports, input: await inputOf(aws, CONFIG) });
      return calls.length;
    };
    const before = await count();
    const more = Array.from({ length: 5_000 }, () => ({
      rule: SSH,
      account: aws.idOf('log'),
      region: HOME,
      compliance: 'COMPLIANT' as const,
      count: 0,
    }));
    aws.compliance = [...(aws.compliance ?? []), ...more];
    expect(await count()).toBe(before);
  });
});

describe('what status finds', () => {
  const config = aConfig({
    configRecorder: { enabled: true },
    notifications: { enabled: true },
    cloudTrail: { mode: 'ORGANIZATION' },
  });

  async function noticesOf(change: (aws: FakeAws) => void): Promise<readonly string[]> {
    const aws = new FakeAws(anOrg().with(account('dev').in('Workloads')).build());
    expect((await run(aws, config)).result.status).toBe('done');
    change(aws);
    const { deployment } = await postureOf(aws, config);
    if (deployment.state === 'not-read') throw new Error(deployment.reason);
    return deployment.notices.map(({ code, message }) => `${code}: ${message}`);
  }

  it('is nothing where all is well', async () => {
    expect(await noticesOf(() => undefined)).toEqual([]);
  });

  it.each([
    [
      'an aggregator that lacks an account',
      (aws: FakeAws) => {
        const source = { region: HOME, status: 'FAILED' as const, error: 'no recorder' };
        aws.condition.staleSources = [{ ...source, source: '4', updatedAt: null }];
      },
      /^source-fault: AWS Config lacks 1 sources, 4 .*no recorder/,
    ],
    [
      'a trail that delivers no longer',
      (aws: FakeAws) => aws.condition.break(aws.idOf('master'), 'aws-organizations-trail', { error: 'NoSuchBucket' }),
      /^source-fault: The trail .* cannot deliver: NoSuchBucket/,
    ],
    [
      'a mail that nobody confirmed',
      (aws: FakeAws) => {
        aws.subscriptions = [{ protocol: 'email', confirmed: false }];
      },
      /^topic-unheard: Of 1 subscriptions .* 1 are pending/,
    ],
    [
      'a topic without subscribers',
      (aws: FakeAws) => {
        aws.subscriptions = [];
      },
      /^topic-unheard: Nobody is subscribed/,
    ],
    [
      'a hub that is switched off',
      (aws: FakeAws) => aws.condition.break(aws.idOf('audit'), 'aws-organizations-NotificationFormatter', 'off'),
      /^does-not-work: .*Formatter is switched off/,
    ],
    [
      'an audit account that cannot be asked',
      (aws: FakeAws) => aws.closeDoor('audit'),
      /^unknown: metsuke status knows nothing of aggregator: /,
    ],
  ] as const)('has %s, which posture tells too', async (_what, change, expected) => {
    expect(await noticesOf(change)).toContainEqual(expect.stringMatching(expected));
  });
});

describe('a source that is not read', () => {
  const refused = new MetsukeError('access-denied', 'AWS refused.');
  const failing = async (failingCall: string) => {
    const aws = anOrganization();
    const input = await inputOf(aws, CONFIG);
    const { ports } = aws.connect({
      onCall: (name) => {
        if (name === `inAccount.${failingCall}`) throw refused;
      },
    });
    return readPosture({ ports, input });
  };

  it.each([
    ['compliance.listRules', 'compliance'],
    ['compliance.listViolations', 'compliance'],
    ['guardDuty.listFindings', 'findings'],
  ] as const)('%s refuses: %s says so with the reason, and the others are read', async (call, section) => {
    const posture = await failing(call);
    expect(posture[section]).toEqual({ state: 'not-read', reason: 'AWS refused.' });
    const others = (['compliance', 'findings', 'deployment'] as const).filter((name) => name !== section);
    expect(others.map((name) => posture[name].state)).toEqual(['read', 'read']);
  });

  it('is GuardDuty that refuses everywhere, which is not GuardDuty that nobody administers', async () => {
    const aws = anOrganization();
    const input = await inputOf(aws, CONFIG);
    const guardDuty = input.snapshot.guardDuty.map((one) => ({
      ...one,
      administrator: null,
      administered: null,
      unreadable: 'AWS refused.',
    }));
    const refusing = { ...input, snapshot: { ...input.snapshot, guardDuty } };
    const { findings } = await readPosture({ ports: aws.connect().ports, input: refusing });
    expect(findings).toEqual({ state: 'not-read', reason: 'AWS refused.' });
  });

  it('is one that is switched off, or that nobody has made', async () => {
    const aws = anOrganization();
    aws.guardDuty.region(HOME).administrator = null;
    const off = await postureOf(aws, aConfig());
    expect(off.compliance).toMatchObject({ state: 'not-read', reason: 'configRules is switched off in metsuke.yaml.' });
    expect(off.findings.state).toBe('not-read');
    aws.compliance = null;
    expect((await postureOf(aws)).compliance).toMatchObject({
      reason: expect.stringContaining('metsuke apply makes it'),
    });
  });
});

describe('the posture of one account', () => {
  it('holds nothing of another one', async () => {
    const aws = anOrganization();
    const posture = limitTo(await postureOf(aws), aws.idOf('dev'));
    expect(postureSchema.parse(posture).only).toBe(aws.idOf('dev'));
    const text = JSON.stringify({ ...posture, organization: null, findings: posture.findings });
    for (const name of ['stg', 'log', 'audit']) expect(text).not.toContain(aws.idOf(name));
    expect(text).toContain('sg-1');
    expect(text).not.toContain('sg-3');
    expect(posture.units.map(({ path }) => path)).toEqual(['Workloads']);
  });
});

describe('pseudonyms', () => {
  it('stand for people, the same for the same person, in sentences too', async () => {
    const posture = await postureOf(anOrganization());
    if (posture.deployment.state === 'not-read') throw new Error('not read');
    const by = { call: 'StopLogging', actor: 'alice@example.com', at: posture.at };
    const recording = { part: 'trail', name: 't', account: '444444444444', region: HOME, state: 'off', by } as const;
    const other = { ...recording, by: { ...by, actor: 'alice@example.com.au' } };
    const { findings } = posture;
    if (findings.state === 'not-read') throw new Error('not read');
    const told = findings.findings.map((finding) => ({ ...finding, title: 'alice@example.com is anomalous.' }));
    const notice = { code: 'x', severity: 'warning', account: null, hint: null, command: null } as const;
    const hidden = withPseudonyms({
      ...posture,
      deployment: {
        ...posture.deployment,
        recordings: [recording, recording, other],
        notices: [{ ...notice, message: 'alice@example.com.au stopped it, then alice@example.com.' }],
      },
      findings: { ...findings, findings: told },
    });
    expect(JSON.stringify(hidden)).not.toContain('alice');
    expect(hidden.deployment).toMatchObject({
      recordings: [{ by: { actor: 'person 1' } }, { by: { actor: 'person 1' } }, { by: { actor: 'person 2' } }],
      notices: [{ message: 'person 2 stopped it, then person 1.' }],
    });
    expect(hidden.findings).toMatchObject({ findings: [{ title: 'person 1 is anomalous.' }] });
  });
});
