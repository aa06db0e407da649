// metsuke evidence verify beside aws cloudtrail validate-logs: the same log files, from one loopback stand-in for S3.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readMachine } from '../machine.mjs';
import { measure } from '../measure.mjs';
import { findAws } from '../peers/aws-cli.mjs';
import { buildFor, finish, readOptions, say } from '../run.mjs';
import { requirePython, root } from '../sandbox.mjs';
import { ACCOUNT, BUCKET, REGION, TRAIL } from './archive.mjs';
import { render } from './render.mjs';

/** Log files, and how large each is when it is inflated. */
const SIZES = { full: { logs: 1_000, kilobytes: 315 }, quick: { logs: 24, kilobytes: 20 } };

/** Latency of every request, and how many times faster we mean to be at it. */
const LATENCIES = [
  { milliseconds: 0, goal: 4 },
  { milliseconds: 25, goal: 15 },
];

export async function benchEvidence(parameters) {
  const options = readOptions('evidence', parameters);
  const { rounds } = options;
  await buildFor(options);
  const size = options.quick ? SIZES.quick : SIZES.full;
  const python = requirePython();
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-bench-evidence-'));
  const server = await startServer(size);
  try {
    const results = await measureAll({ folder, python, server, size, rounds, peers: findPeers(options) });
    const page = render({ results, size, rounds, rawBytes: server.rawBytes, machine: readMachine(python) });
    finish({ ...page, file: 'RESULTS-evidence.md', options });
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Only the quick form goes on without the AWS CLI. */
function findPeers({ quick }) {
  const aws = findAws();
  if (aws !== null) return [METSUKE, makeAwsCli(aws.program)];
  if (!quick) throw new Error('There is no AWS CLI here, which is the peer of this benchmark.');
  say('skipped: there is no AWS CLI here');
  return [METSUKE];
}

async function measureAll({ rounds, peers, ...shared }) {
  const results = [];
  for (const { milliseconds, goal } of LATENCIES) {
    await fetch(`${shared.server.endpoint}/delay?milliseconds=${milliseconds}`, { method: 'PUT' });
    const measured = [];
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? peers : [...peers].reverse();
      measured.push(runRound({ ...shared, peers: order }));
      say(`${milliseconds} ms, round ${round + 1} of ${rounds}: ${describe(measured.at(-1))}`);
    }
    results.push({ milliseconds, goal, rounds: measured });
  }
  return results;
}

const METSUKE = {
  id: 'metsuke',
  command: () => [
    process.execPath,
    join(root, 'bin', 'metsuke.js'),
    ...['evidence', 'verify', '--bucket', BUCKET, '--fresh', '--checkpoint', 'checkpoint.jsonl'],
  ],
  proves: ({ logs }) => new RegExp(`Proven: .* ${logs} log files`),
};

function makeAwsCli(program) {
  const trail = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/${TRAIL}`;
  return {
    id: 'awscli',
    command: ({ from, to }) => [
      ...[program, 'cloudtrail', 'validate-logs', '--region', REGION, '--s3-bucket', BUCKET, '--account-id', ACCOUNT],
      ...['--trail-arn', trail, '--start-time', from, '--end-time', to],
    ],
    proves: ({ logs }) => new RegExp(`${logs}/${logs} log files valid`),
  };
}

/** One after the other, in turns: other work of the machine meets both. */
function runRound({ folder, python, server, size, peers }) {
  return Object.fromEntries(
    peers.map(({ id, command, proves }) => {
      const measured = measure(command(server), { folder, environment: environmentOf(server), python, mayFail: true });
      // A result that was not reached counts for nothing.
      if (!proves(size).test(measured.output)) throw new Error(`${id} did not prove the log:\n${measured.output}`);
      return [id, { seconds: measured.seconds, cpu: measured.cpu, megabytes: measured.megabytes }];
    }),
  );
}

function environmentOf({ endpoint }) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(own),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_PAGER: '',
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_COLOR: '1',
  };
}

function describe(round) {
  return Object.entries(round)
    .map(([id, { seconds }]) => `${id} ${seconds.toFixed(2)} s`)
    .join(', ');
}

async function startServer({ logs, kilobytes }) {
  const script = fileURLToPath(new URL('server.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, String(logs), String(kilobytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { port, ...about } = JSON.parse(line);
    return { endpoint: `http://127.0.0.1:${port}`, ...about, stop: () => child.kill('SIGTERM') };
  }
  throw new Error('The stand-in for S3 did not start.');
}
