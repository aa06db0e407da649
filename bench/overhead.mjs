// What Metsuke itself costs: beside the emulator that answers its calls, and before it calls anybody.
import { spawn } from 'node:child_process';
import { CLI } from './job.mjs';
import { median, timeProcess } from './measure.mjs';
import { findAws } from './peers/aws-cli.mjs';
import { replay, startRecorder } from './replay.mjs';

/** `metsuke --version` beside `aws --version`, in turns. */
export function compareStart(rounds) {
  const aws = findAws()?.program;
  const times = { metsuke: [], aws: [], node: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.metsuke.push(timeProcess([process.execPath, CLI, '--version'], process.env));
    if (aws !== undefined) times.aws.push(timeProcess([aws, '--version'], process.env));
    times.node.push(timeProcess([process.execPath, '-e', '0'], process.env));
  }
  return { metsuke: median(times.metsuke), aws: median(times.aws), node: median(times.node) };
}

/** A plan without changes, beside its own calls sent by a client that does nothing else; in turns. */
export async function compareReplay(sandbox, { folder, environment }, rounds) {
  const calls = await recordPlan(sandbox, folder, environment);
  const plans = [];
  const replays = [];
  const inCalls = [];
  for (let round = 0; round < rounds; round += 1) {
    plans.push(await timePlan(folder, environment));
    const { seconds, statuses } = await replay(sandbox.endpoint, calls);
    if (statuses.some((status) => status >= 300)) throw new Error(`a replayed call was refused: ${statuses}`);
    replays.push(seconds);
    inCalls.push(spanOf(await recordPlan(sandbox, folder, environment)));
  }
  return { calls: calls.length, plan: median(plans), replay: median(replays), firstToLastCall: median(inCalls) };
}

async function recordPlan(sandbox, folder, environment) {
  const recorder = await startRecorder(sandbox.endpoint);
  await timePlan(folder, { ...environment, AWS_ENDPOINT_URL: recorder.endpoint });
  return recorder.stop();
}

/** Not spawnSync: the recorder answers in this process. */
function timePlan(folder, environment) {
  const started = performance.now();
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [CLI, 'plan'], { cwd: folder, env: environment, stdio: 'ignore' });
    child.on('error', fail);
    child.on('close', (status) => {
      if (status !== 0) fail(new Error(`metsuke plan ended with ${status}`));
      else done((performance.now() - started) / 1_000);
    });
  });
}

function spanOf(calls) {
  const began = Math.min(...calls.map((call) => call.began));
  return (Math.max(...calls.map((call) => call.ended)) - began) / 1_000;
}
