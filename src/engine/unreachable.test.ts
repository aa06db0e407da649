import { describe, expect, it } from 'vitest';
import { aConfig, HOME, inputOf, run } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import { account, anOrg } from '../../test/support/organization.ts';
import { aView } from '../../test/support/view.ts';
import { renderPlan } from '../cli/render/plan.ts';
import type { Config } from '../config/schema.ts';
import { MetsukeError } from '../domain/errors.ts';
import { checkOrganization } from './check.ts';
import { makePlan } from './plan/make-plan.ts';
import { isHealthy, readStatus } from './status.ts';

const CONFIG = aConfig({
  governedRegions: [HOME, 'us-east-1'],
  notifications: { enabled: true },
  configRecorder: { enabled: true },
  cloudTrail: { mode: 'ORGANIZATION' },
  guardDuty: { enabled: true },
  sessions: { enabled: true },
});

/** What a command is about: without an answer there is nothing to say. */
const CORE = ['identity', 'organizations', 'stackSets', 'stacks'];
const portOf = (call: string): string => call.split('.').slice(0, -1).join('.');

async function answers(aws: FakeAws, config: Config, failing: string | null) {
  const { ports, calls } = aws.connect({
    onCall: (name) => {
      if (portOf(name) === failing) throw new MetsukeError('aws-error', `${failing} is out of order`);
    },
  });
  const input = await inputOf(aws, config, { connection: { ports, calls } });
  const plan = makePlan(input);
  const checked = await checkOrganization(ports, input, { accounts: true });
  const status = await readStatus(ports, input);
  return { plan, checked, status, calls };
}

const fresh = () => new FakeAws(anOrg().with(account('dev')).build());
const deployed = fresh();
await run(deployed, CONFIG);
const asked = new Set([
  ...(await answers(fresh(), CONFIG, null)).calls.map(portOf),
  ...(await answers(deployed, CONFIG, null)).calls.map(portOf),
]);
const services = [...asked].filter((port) => !CORE.includes(port)).sort();

describe.each(services)('%s cannot be asked', (service) => {
  it.each([
    ['before the first apply', fresh],
    ['afterwards', () => deployed],
  ])('and check, plan and status say so instead of failing, %s', async (_when, make) => {
    const aws = make();
    const sound = await answers(aws, CONFIG, null);
    const { plan, checked, status, calls } = await answers(aws, CONFIG, service);
    if (!calls.map(portOf).includes(service)) return;
    const told = JSON.stringify([plan.findings, checked, status]);
    expect(told).toContain(`${service} is out of order`);
    expect(plan.steps.length).toBeGreaterThanOrEqual(0);
    if (sound.plan.steps.length === 0) {
      expect(renderPlan(plan, aView())).not.toContain('The organization is as metsuke.yaml says.');
      expect(isHealthy(status)).toBe(false);
    }
  });
});

describe('a capability that is off', () => {
  it('asks no service of its own', async () => {
    const aws = fresh();
    const foundation = aConfig();
    await run(aws, foundation);
    const { ports, calls } = aws.connect();
    makePlan(await inputOf(aws, foundation, { connection: { ports, calls } }));
    expect([...new Set(calls.map(portOf))].sort()).toEqual([
      'identity',
      'inAccount.buckets',
      'organizations',
      'stackSets',
      'stacks',
    ]);
  });
});
