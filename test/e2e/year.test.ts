import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectEventChain } from '../../src/sandbox/event-chain.ts';
import { fittingPython } from '../support/python.ts';
import { randomFrom } from '../support/random.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';
import { differences, readWorld, type World } from '../support/world.ts';
import { type Expected, type Life, OPERATIONS, type Operation } from '../support/year.ts';

/**
 * A year of an organization: whatever happens, the plan tells what the services themselves show to a client that knows
 * nothing of Metsuke, and the next apply brings it back. METSUKE_YEAR=60 METSUKE_SEED=$RANDOM makes it longer, and another one.
 */
const LENGTH = Number(process.env['METSUKE_YEAR'] ?? 12);
const random = randomFrom(Number(process.env['METSUKE_SEED'] ?? 1));
const REGIONS = ['ap-northeast-1', 'us-east-1'];
const SPECIAL = [MASTER, AUDIT, LOG];

let here: Rehearsal;
let life: Life;
/** By configuration: what stands in an ordinary account. */
const shapes = new Map<string, string>();

beforeAll(async () => {
  here = await startRehearsal(undefined, { baseline: true });
  life = { here, random, members: [DEV, STG, PROD], former: [], retention: 365, next: 0, rename };
  here.writeConfig(
    `${here.readConfig()}\ninventory:\n  enabled: false\npatching:\n  enabled: false\nlogCollection:\n  enabled: false\nsessions:\n  enabled: false\nguardDuty:\n  enabled: false\nconfigRules:\n  profile: minimal\n`,
  );
  // Names of accounts change.
  await here.metsuke('check', '--fix');
  const applied = await here.metsuke('apply', '--yes');
  expect(applied, applied.output).toMatchObject({ code: 0 });
  await connectEventChain(here.sandbox).confirm();
});
afterAll(() => here.stop());

/** By boto3: the tests have no client of this service. */
async function rename(account: string, name: string): Promise<void> {
  const code =
    'import boto3, sys; boto3.client("account", endpoint_url=sys.argv[1]).put_account_name(AccountName=sys.argv[2])';
  const env = { ...process.env, ...here.sandbox.environmentOf(account), AWS_DEFAULT_REGION: 'us-east-1' };
  await promisify(execFile)(fittingPython(), ['-c', code, here.sandbox.endpoint, name], { env });
}

it(`tells the truth after each of ${LENGTH} things that happen, and brings the organization back`, async () => {
  const happened = new Set<string>();
  let pool: Operation[] = [];
  for (let number = 1; number <= LENGTH; number += 1) {
    // Each of them once before any comes twice.
    if (pool.length === 0) pool = [...OPERATIONS];
    const before = await readWorld(here.sandbox, REGIONS);
    const { operation, what } = await nextOf(pool);
    happened.add(operation.name);
    await expectToldAndRepaired(`${number}. ${operation.name} (${what})`, operation, before);
  }
  expect(happened.size).toBe(Math.min(LENGTH, OPERATIONS.length));
});

/** Takes one that is possible now. */
async function nextOf(pool: Operation[]): Promise<{ readonly operation: Operation; readonly what: string }> {
  for (const operation of shuffled(pool)) {
    const what = await operation.happen(life);
    if (what === null) continue;
    pool.splice(pool.indexOf(operation), 1);
    return { operation, what };
  }
  throw new Error(`nothing of this is possible now: ${pool.map(({ name }) => name).join(', ')}`);
}

function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  const left = [...items];
  return items.flatMap(() => left.splice(random.below(left.length), 1));
}

async function expectToldAndRepaired(what: string, { expected }: Operation, before: World): Promise<void> {
  expect(await connectEventChain(here.sandbox).settle()).toBe(true);
  const broken = differences(before, await readWorld(here.sandbox, REGIONS));

  const plan = await here.metsuke('plan', '--json', '--exit-code');
  const status = await here.metsuke('status');
  const steps = plan.stdout.slice(plan.stdout.indexOf('"steps"')).slice(0, 3_000);
  const story = [what, ...broken.slice(0, 20), steps, plan.stderr, status.stdout].join('\n');
  expectTruth(expected, { plan: plan.stdout, planCode: plan.code, statusCode: status.code, broken }, story);

  // Whoever switches a capability off wants what is lost with it.
  const applied = await here.metsuke('apply', '--yes', '--accept-losses');
  expect(applied.code, `${story}\n${applied.output}`).toBe(0);
  // A subscription that is made again waits for its reader.
  await connectEventChain(here.sandbox).confirm();
  const again = await here.metsuke('plan', '--exit-code');
  expect(again.code, `after ${story}\n${again.output}`).toBe(0);
  const statusAfter = await here.metsuke('status');
  expect(statusAfter.code, `after ${story}\n${statusAfter.output}`).toBe(0);
  const after = await readWorld(here.sandbox, REGIONS);
  if (expected === 'names-what-differs') expect(differences(before, after), story).toEqual([]);
  expectAlike(after, story);
}

interface Told {
  readonly plan: string;
  readonly planCode: number | null;
  readonly statusCode: number | null;
  readonly broken: readonly string[];
}

function expectTruth(expected: Expected, { plan, planCode, statusCode, broken }: Told, story: string): void {
  const { steps } = JSON.parse(plan) as { readonly steps: readonly unknown[] };
  if (expected !== 'anything') expect(planCode, story).toBe(expected === 'nothing' ? 0 : 3);
  if (expected !== 'names-what-differs') return;
  expect(broken, story).not.toEqual([]);
  expect(statusCode, story).toBe(1);
  const text = JSON.stringify(steps);
  for (const line of broken) {
    const [account = '', , , name = ''] = line.replace(/:.*/s, '').split(' ');
    expect(text, `${line}\n${story}`).toContain(account === 'organization' ? name : account);
  }
}

/** Ordinary accounts are alike, and as they were when the configuration was the same. */
function expectAlike(world: World, story: string): void {
  const config = here.readConfig().replace(/retentionDays: \d+/, '');
  for (const account of life.members) {
    const lines = [...world].filter(([key]) => key.startsWith(account)).map(([key, value]) => `${key} ${value}`);
    const shape = lines
      .map((line) => line.replaceAll(account, '<account>'))
      .sort()
      .join('\n');
    const known = shapes.get(config) ?? shape;
    shapes.set(config, known);
    expect(shape, `${account} after ${story}`).toBe(known);
  }
  expect([...world.keys()].some((key) => SPECIAL.includes(key.slice(0, 12)))).toBe(true);
}
