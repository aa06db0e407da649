// One round: each peer governs an organization of its own, in the same four phases, in turns.
import { join } from 'node:path';
import { readJob } from './job.mjs';
import { measure } from './measure.mjs';
import { startSandbox } from './sandbox.mjs';

export const PHASES = ['first', 'noop', 'change', 'join'];
const JOINED = { name: 'joined', email: 'joined@example.com', unit: 'Workloads' };

export async function runRound({ folder, accounts, peers, python, limits, say, inTheEnd }) {
  const worlds = await Promise.all(peers.map((peer) => makeWorld(peer, { folder, accounts, python, limits })));
  try {
    for (const world of worlds) await prepare(world);
    for (const phase of PHASES) {
      for (const world of worlds) await runPhase(world, phase, say);
    }
    const own = worlds.find(({ peer }) => peer.id === 'metsuke');
    await inTheEnd(own.sandbox, own.context);
    return Object.fromEntries(worlds.map(({ peer, phases }) => [peer.id, phases]));
  } finally {
    await Promise.all(worlds.map(({ sandbox }) => sandbox.stop()));
  }
}

/** Seconds of a first apply where CloudFormation takes its time for every stack, as it does on AWS. */
export async function runSlowly({ folder, accounts, peers, python, limits, say, stackSeconds }) {
  const phases = {};
  for (const peer of peers) {
    const world = await makeWorld(peer, { folder, accounts, python, limits });
    try {
      await prepare(world);
      await world.sandbox.slowDown(stackSeconds);
      await runPhase(world, 'first', say);
      phases[peer.id] = world.phases.first;
    } finally {
      await world.sandbox.stop();
    }
  }
  return { accounts, peers, stackSeconds, phases };
}

async function makeWorld(peer, { folder, accounts, python, limits }) {
  const own = join(folder, `${peer.id}-${accounts}-${Date.now()}`);
  const sandbox = await startSandbox({ folder: own, accounts, python });
  const basics = { folder: own, environment: sandbox.environment, python, limitSeconds: limits.command };
  const run = (command, environment = {}) =>
    measure(command, { ...basics, environment: { ...sandbox.environment, ...environment } });
  return { peer, sandbox, phases: {}, context: { ...basics, accounts, run, limitSeconds: limits.loop } };
}

async function prepare({ peer, sandbox, context, phases }) {
  context.job = readJob(context);
  await sandbox.resetCalls();
  const measured = peer.prepare(context);
  phases.prepare = { ...measured, output: undefined, calls: await sandbox.readCalls() };
}

async function runPhase({ peer, sandbox, context, phases }, phase, say) {
  if (phase === 'join') context.joined = { ...JOINED, ...(await sandbox.addAccount(JOINED)) };
  await sandbox.resetCalls();
  const { seconds, megabytes, isCut, callsLeft } = await peer.phases[phase](context);
  const calls = await sandbox.readCalls();
  const stacks = await countStacks(sandbox);
  phases[phase] = { seconds, megabytes, isCut, callsLeft, calls, stacks };
  say(
    `  ${phase.padEnd(6)} ${peer.id.padEnd(16)} ${seconds.toFixed(1).padStart(7)} s ${String(calls.total).padStart(6)} calls ${stacks} stacks`,
  );
}

/** What is there in the end, so that nobody is quick by not doing the work. */
async function countStacks(sandbox) {
  const resources = await sandbox.listResources();
  return new Set(resources.map(({ account, stack }) => `${account}/${stack}`)).size;
}
