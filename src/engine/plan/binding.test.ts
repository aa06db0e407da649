import { describe, expect, it } from 'vitest';
import { aConfig, HOME, inputOf, planOf, run } from '../../../test/support/engine.ts';
import { type Connection, FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg, ROOT } from '../../../test/support/organization.ts';
import type { ForeignStackSet } from '../observe/snapshot.ts';

const GUARDED = {
  guardrails: {
    regionRestriction: { enabled: true },
    protectBaseline: { enabled: true },
    leaveOrganization: { enabled: true },
    rootUser: { enabled: true },
  },
};
const guarded = (more: Readonly<Record<string, unknown>>) =>
  aConfig({ guardrails: { ...GUARDED.guardrails, ...more } });

/** An organization in which somebody else has a stack set. */
function anAws(): FakeAws {
  return new FakeAws(anOrg().with(account('dev').in('Workloads')).build());
}

function withTheirs(aws: FakeAws, theirs: Partial<ForeignStackSet> = {}): Connection {
  const connection = aws.connect();
  const { stackSets } = connection.ports;
  const stackSet = {
    name: 'their-buckets',
    role: 'TheirExecution',
    regions: [HOME],
    types: ['AWS::S3::Bucket'],
    ...theirs,
  };
  return {
    ...connection,
    ports: {
      ...connection.ports,
      stackSets: {
        ...stackSets,
        listNames: async () => [...(await stackSets.listNames()), stackSet.name],
        readForeign: async () => stackSet,
      },
    },
  };
}

const stopped = async (theirs: Partial<ForeignStackSet>, config = aConfig(GUARDED), aws = anAws()) => {
  const { findings } = await planOf(aws, config, { connection: withTheirs(aws, theirs) });
  return findings.filter(({ code }) => code === 'would-stop-others').map(({ message }) => message);
};

const RECORDERS = { name: 'their-recorders', types: ['AWS::Config::ConfigurationRecorder'] };

describe('a policy that would stop others', () => {
  it('is an error before it is attached, with whom it would stop', async () => {
    expect(await stopped(RECORDERS)).toEqual([
      'protect-detection would stop the role TheirExecution, which works for their-recorders.',
    ]);
    expect(await stopped({ regions: ['eu-west-1'] })).toEqual([
      'region-restriction would stop the role TheirExecution, which works for their-buckets.',
    ]);
  });

  it.each([
    ['AWS::SSM::Association', { inventory: { enabled: true } }, { inventory: { enabled: false } }],
    ['AWS::Logs::AccountPolicy', { logCollection: { enabled: true } }, { logCollection: { enabled: false } }],
  ])('is one for a stack set with %s, where that is ours to make', async (type, on, off) => {
    const theirs = { name: 'their-hosts', types: [type] };
    expect(await stopped(theirs, aConfig({ ...GUARDED, ...on }))).toEqual([
      'protect-accounts would stop the role TheirExecution, which works for their-hosts.',
    ]);
    expect(await stopped(theirs, aConfig({ ...GUARDED, ...off }))).toEqual([]);
  });

  it('is none where it stops nobody', async () => {
    expect(await stopped({})).toEqual([]);
  });

  it('takes a template that nobody can read for one that would be stopped', async () => {
    expect(await stopped({ types: null })).toEqual([
      'protect-detection would stop the role TheirExecution, which works for their-buckets.',
    ]);
  });

  it('is unknown where a stack set could not be read, and said so', async () => {
    const { findings } = await planOf(anAws(), aConfig(GUARDED), {
      connection: withTheirs(anAws(), { role: null, types: null, regions: [], unseen: 'AccessDenied' }),
    });
    expect(findings.filter(({ code }) => code === 'would-stop-others')).toEqual([]);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'unknown', severity: 'warning' }));
  });

  it.each([
    ['exempt', { protectBaseline: { enabled: true, exemptRoles: ['TheirExecution'] } }],
    ['exempt by a pattern', { protectBaseline: { enabled: true, exemptRoles: ['Their*'] } }],
    ['accepted', { mayStop: ['TheirExecution'] }],
  ])('is none once the role is %s', async (_how, guardrails) => {
    expect(await stopped(RECORDERS, guarded(guardrails))).toEqual([]);
  });

  it('is one where the role is exempt in some accounts only', async () => {
    const exemptRoles = [{ role: 'TheirExecution', accounts: ['123456789012'] }];
    expect(await stopped(RECORDERS, guarded({ protectBaseline: { enabled: true, exemptRoles } }))).toHaveLength(1);
  });

  it('knows the roles of service-managed stack sets', async () => {
    const theirs = { ...RECORDERS, role: 'stacksets-exec-*' };
    expect(await stopped(theirs)).toEqual([
      'protect-detection would stop the role stacksets-exec-*, which works for their-recorders.',
    ]);
    const exemptRoles = ['stacksets-exec-*'];
    expect(await stopped(theirs, guarded({ protectBaseline: { enabled: true, exemptRoles } }))).toEqual([]);
  });

  it.each(['region-restriction', 'protect-detection'])('knows Control Tower, by its trusted access: %s', async (id) => {
    const aws = anAws();
    await aws.connect().ports.organizations.enableServiceAccess('controltower.amazonaws.com');
    expect(await stopped({}, aConfig(GUARDED), aws)).toContain(
      `${id} would stop the role AWSControlTowerExecution, which works for AWS Control Tower.`,
    );
  });

  it('is looked at no more once everything is attached', async () => {
    const aws = anAws();
    expect((await run(aws, aConfig(GUARDED))).result.status).toBe('done');
    const connection = aws.connect();
    await inputOf(aws, aConfig(GUARDED), { connection });
    expect(connection.calls.filter((call) => /readForeign|listPoliciesOn/.test(call))).toEqual([]);
  });
});

describe('how full a target is', () => {
  async function withPolicies(count: number): Promise<FakeAws> {
    const aws = anAws();
    const { ports } = aws.connect();
    await ports.organizations.enablePolicyType(ROOT, 'SERVICE_CONTROL_POLICY');
    for (let index = 0; index < count; index += 1) {
      const policy = {
        name: `theirs-${index}`,
        type: 'SERVICE_CONTROL_POLICY' as const,
        description: '',
        content: '{}',
      };
      await ports.organizations.attachPolicy(await ports.organizations.createPolicy(policy), ROOT);
    }
    return aws;
  }
  const quotas = async (aws: FakeAws) =>
    (await planOf(aws, aConfig(GUARDED))).findings
      .filter(({ code }) => code === 'quota')
      .map(({ severity }) => severity);

  it('is known by the plan: the default fits as AWS was until May 2026', async () => {
    expect(await quotas(await withPolicies(0))).toEqual([]);
    expect(await quotas(await withPolicies(1))).toEqual(['warning']);
    expect(await quotas(await withPolicies(6))).toEqual(['error']);
  });
});

it('moves a statement into another policy before its own policy goes', async () => {
  const aws = anAws();
  const apart = guarded({ rootUser: { enabled: true, targets: ['Workloads'] } });
  expect((await run(aws, apart)).result.status).toBe('done');
  const { steps } = await planOf(aws, guarded({}));
  const deletion = steps.find(({ title }) => title === 'root-user');
  const carrier = steps.find(({ title }) => title === 'protect-accounts');
  expect(deletion).toMatchObject({ action: 'delete', dependsOn: [carrier?.id] });
});
