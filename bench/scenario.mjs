// One round: each peer governs an organization of its own, in the same four phases, in turns.
import { join } from 'node:path';
import { RETENTION, readJob } from './job.mjs';
import { measure } from './measure.mjs';
import { readOrganization } from './organization.mjs';
import { compareWork, readUnchanged, readWork } from './same-work.mjs';
import { startSandbox } from './sandbox.mjs';

export const PHASES = ['first', 'noop', 'change', 'join'];
const HOUR = 3_600;
const JOINED = { name: 'joined', email: 'joined@example.com', unit: 'Workloads' };

/** `stackSeconds`: what CloudFormation takes for every stack; on AWS it is more than nothing. */
export async function runRound({
  folder,
  accounts,
  peers,
  python,
  limits,
  say,
  inTheEnd,
  phases = PHASES,
  stackSeconds = 0,
}) {
  const worlds = await Promise.all(peers.map((peer) => makeWorld(peer, { folder, accounts, python, limits })));
  try {
    const own = worlds.find(({ peer }) => peer.id === 'metsuke');
    const job = readJob(own.context);
    for (const world of worlds) await prepare(world, job);
    for (const { sandbox } of stackSeconds > 0 ? worlds : []) await sandbox.slowDown(stackSeconds);
    for (const phase of phases) {
      for (const world of worlds) await runPhase(world, phase, say);
      await checkPhase(worlds, phase, own);
    }
    await inTheEnd?.(own.sandbox, own.context);
    return { job: summarizeJob(job), peers: Object.fromEntries(worlds.map((world) => [world.peer.id, world.phases])) };
  } finally {
    await Promise.all(worlds.map(({ sandbox }) => sandbox.stop()));
  }
}

async function makeWorld(peer, { folder, accounts, python, limits }) {
  const own = join(folder, `${peer.id}-${accounts}-${Date.now()}`);
  const sandbox = await startSandbox({ folder: own, accounts, python });
  const world = { peer, sandbox, phases: {}, isCut: false, uncounted: 0 };
  // Everything is compared with Metsuke: it is never stopped.
  const limitSeconds = peer.id === 'metsuke' ? HOUR : limits.command;
  world.context = {
    folder: own,
    environment: sandbox.environment,
    sandbox,
    loopSeconds: limits.loop,
    run(command, more = {}) {
      const environment = { ...sandbox.environment, ...more };
      const measured = measure(command, { folder: own, environment, python, limitSeconds });
      world.output = measured.output;
      return measured;
    },
    /** Work of the benchmark itself, whose calls are nobody's. */
    async untimed(work) {
      const before = (await sandbox.readCalls()).total;
      await work();
      world.uncounted += (await sandbox.readCalls()).total - before;
    },
  };
  return world;
}

async function prepare(world, job) {
  const { peer, context, phases } = world;
  context.job = job;
  phases.prepare = await count(world, () => peer.prepare(context));
}

async function runPhase(world, phase, say) {
  const { peer, sandbox, context, phases } = world;
  // What comes after a command that was stopped would be measured in half of an organization.
  if (world.isCut) return;
  if (phase === 'join') context.joined = { ...JOINED, ...(await sandbox.addAccount(JOINED)) };
  phases[phase] = await count(world, () => peer.phases[phase](context));
  world.isCut = phases[phase].isCut;
  const { seconds, calls, isCut } = phases[phase];
  say(
    `  ${phase.padEnd(6)} ${peer.id.padEnd(16)} ${seconds.toFixed(1).padStart(7)} s ${String(calls.total).padStart(6)} calls${isCut ? ', stopped at the limit' : ''}`,
  );
}

async function count(world, work) {
  await world.sandbox.resetCalls();
  world.uncounted = 0;
  const { seconds = 0, megabytes = 0, isCut = false, callsLeft = 0 } = (await work()) ?? {};
  const calls = await world.sandbox.readCalls();
  return { seconds, megabytes, isCut, callsLeft, calls: { ...calls, total: calls.total - world.uncounted } };
}

async function checkPhase(worlds, phase, own) {
  for (const world of worlds.filter(({ phases }) => phase in phases)) {
    world.work = await readWork(world.sandbox, world.context.job);
    world.phases[phase].done = {
      stacks: world.work.stacks.length,
      resources: world.work.resources.length,
      ...(await readOrganization(world.sandbox)),
    };
  }
  for (const world of worlds.filter(({ phases }) => phase in phases)) {
    refuseOtherWork(world, phase, own);
    if (phase === 'change') await refuseUnchanged(world);
  }
}

function refuseOtherWork(world, phase, own) {
  if (world.isCut) return;
  const difference = compareWork(own.work, world.work);
  if (difference !== null) {
    throw new Error(`${phase}: ${world.peer.name} ${difference}\n${world.output.slice(-3_000)}`);
  }
}

async function refuseUnchanged({ peer, sandbox, context, isCut }) {
  const unchanged = isCut ? [] : await readUnchanged(sandbox, context.job, RETENTION.after);
  if (unchanged.length > 0) throw new Error(`${peer.name} has not changed ${unchanged.join(', ')}.`);
}

/** What a reader of the results wants to know of it. */
function summarizeJob({ stacks, policies, trustedAccess, delegatedAdministrators, guardDuty }) {
  return {
    stacks: stacks.map(({ title, accounts, regions, kind }) => ({
      title,
      kind,
      places: accounts.length * regions.length,
    })),
    policies: policies.map(({ title }) => title),
    trustedAccess,
    delegatedAdministrators,
    guardDuty,
  };
}
