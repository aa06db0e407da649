import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aConfig, CATALOG, HOME, inputOf, planOf, run } from '../../../test/support/engine.ts';
import { FakeAws, ProcessDied } from '../../../test/support/fake-aws.ts';
import { type AccountBuilder, account, anOrg } from '../../../test/support/organization.ts';
import { failuresOf } from '../apply/apply-plan.ts';
import { instanceChangesOf } from '../steps/describe.ts';
import { makePlan } from './make-plan.ts';
import { isRoleMissing } from './missing-role.ts';
import type { Plan } from './plan.ts';

/** Each is up to four applies. More of them: once, by hand, after a change of the engine. */
const RUNS = 25;

/** The baseline in every governed region, so that regions matter. */
const catalog = {
  ...CATALOG,
  blueprints: CATALOG.blueprints.map((blueprint) =>
    blueprint.id === 'account-baseline' ? { ...blueprint, regions: 'governed' as const } : blueprint,
  ),
};

const NAMES = ['a', 'b', 'c', 'd'];
const UNITS = ['Workloads', 'Sandbox/Deep'];

const anAccount = (name: string): fc.Arbitrary<AccountBuilder> =>
  fc
    .record({
      unit: fc.constantFrom('', ...UNITS),
      state: fc.constantFrom('active', 'active', 'active', 'suspended', 'pending'),
    })
    .map(({ unit, state }) => {
      const builder = account(name).in(unit);
      return state === 'suspended' ? builder.suspended() : state === 'pending' ? builder.pending() : builder;
    });

const organization = fc.tuple(...NAMES.map(anAccount)).map((accounts) =>
  anOrg()
    .with(...accounts)
    .build(),
);

/** Few values each, so that templates are synthesized once. */
const sections = (permissionModel: string) =>
  fc.record({
    governedRegions: fc.constantFrom([HOME], [HOME, 'us-east-1'], ['eu-west-1', HOME]),
    exclude: fc.record({ accounts: fc.subarray(NAMES, { maxLength: 2 }) }),
    auditExecutionRoles: fc.record({ enabled: fc.boolean() }),
    guardrails: fc.record({ regionRestriction: fc.record({ enabled: fc.boolean() }) }),
    logs: fc.record({ retentionDays: fc.constantFrom(365, 730) }),
    stackSets: fc.record(
      {
        permissionModel: fc.constant(permissionModel),
        operation: fc.record({ failureTolerancePercentage: fc.constantFrom(0, 10) }),
        canary: fc.constantFrom('audit', 'log'),
      },
      { requiredKeys: ['permissionModel', 'operation'] },
    ),
  });

const name = fc.constantFrom(...NAMES);
type Event = (aws: FakeAws) => unknown;

const event: fc.Arbitrary<Event> = fc.oneof(
  name.map(
    (one): Event =>
      (aws) =>
        aws.failIn(one, 'no'),
  ),
  name.map(
    (one): Event =>
      (aws) =>
        aws.closeDoor(one),
  ),
  name.map(
    (one): Event =>
      (aws) =>
        aws.repair(one),
  ),
  name.map(
    (one): Event =>
      (aws) =>
        aws.setState(one, 'SUSPENDED'),
  ),
  name.map(
    (one): Event =>
      (aws) =>
        aws.setState(one, 'ACTIVE'),
  ),
  fc.constant<Event>((aws) => aws.join(account('new'))),
);

/** What an organization has been through: events, and applies of which some died half-way. */
const history = (permissionModel: string) =>
  fc.array(
    fc.record({
      events: fc.array(event, { maxLength: 3 }),
      sections: sections(permissionModel),
      dieAt: fc.option(fc.integer({ min: 1, max: 80 })),
    }),
    { maxLength: 3 },
  );

interface Chapter {
  readonly events: readonly Event[];
  readonly sections: Readonly<Record<string, unknown>>;
  readonly dieAt: number | null;
}

async function live(aws: FakeAws, chapters: readonly Chapter[]): Promise<void> {
  for (const { events, sections: written, dieAt } of chapters) {
    for (const happen of events) happen(aws);
    const connection = dieAt === null ? aws.connect() : aws.connect({ dieAt: { call: dieAt, when: 'after' } });
    await run(aws, aConfig(written), { catalog, connection }).catch((error: unknown) => {
      if (!(error instanceof ProcessDied)) throw error;
    });
  }
}

const world = fc
  .constantFrom('SELF_MANAGED', 'SERVICE_MANAGED')
  .chain((model) => fc.record({ organization, history: history(model), sections: sections(model) }));

/** For every world: what it has been through, and then the plan. */
async function forEveryWorld(check: (aws: FakeAws, written: Chapter['sections']) => Promise<void>): Promise<void> {
  const property = fc.asyncProperty(world, async (one) => {
    const aws = new FakeAws(one.organization);
    await live(aws, one.history);
    await check(aws, one.sections);
  });
  await fc.assert(property, { numRuns: RUNS });
}

function withoutSuspended(plan: Plan, aws: FakeAws): void {
  const active = new Set(aws.organization.accounts.filter(({ state }) => state === 'ACTIVE').map(({ id }) => id));
  for (const step of plan.steps) {
    for (const change of instanceChangesOf(step)) {
      // What is recorded of it may go with its stack set; the stack in the account stays.
      if (!active.has(change.account)) expect(change.reason).toBe('left-organization');
    }
  }
}

describe('whatever an organization has been through', () => {
  it('an apply of what works makes the plan empty', () =>
    forEveryWorld(async (aws, written) => {
      for (const one of NAMES) aws.repair(one);
      const first = await run(aws, aConfig(written), { catalog });
      // A role may be gone without a trace; its account then fails once, and that is what tells the next apply.
      const missing = failuresOf(first.result).filter(({ failure }) => isRoleMissing(failure.reason));
      const { result } = missing.length > 0 ? await run(aws, aConfig(written), { catalog }) : first;
      expect(failuresOf(result)).toEqual([]);
      expect((await planOf(aws, aConfig(written), { catalog })).steps).toEqual([]);
    }));

  it('its plan is ordered, repeatable, plain data, and leaves accounts alone that are not active', () =>
    forEveryWorld(async (aws, written) => {
      const input = await inputOf(aws, aConfig(written), { catalog });
      const plan = makePlan(input);
      const seen = new Set<string>();
      for (const { id, dependsOn } of plan.steps) {
        expect([...seen]).toEqual(expect.arrayContaining([...dependsOn]));
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
      expect(makePlan(input)).toEqual(plan);
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
      expect(JSON.stringify(plan)).not.toContain('@example.com');
      withoutSuspended(plan, aws);
    }));
});
