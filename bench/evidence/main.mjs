// npm run bench -- evidence [--quick]
// metsuke evidence verify beside aws cloudtrail validate-logs: the same log files, from one loopback stand-in for S3.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { buildCli } from '../../scripts/build.mjs';
import { measure, median } from '../measure.mjs';
import { requirePython, root } from '../sandbox.mjs';
import { ACCOUNT, BUCKET, REGION, TRAIL } from './archive.mjs';

const LOGS = 1_000;
const RAW_KILOBYTES = 315;
/** Latency of every request, and how many times faster we mean to be at it. */
const LATENCIES = [
  { milliseconds: 0, goal: 4 },
  { milliseconds: 25, goal: 15 },
];

export async function benchEvidence({ quick = false } = {}) {
  await buildCli();
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-bench-evidence-'));
  const server = await startServer();
  try {
    const python = requirePython();
    const results = [];
    for (const { milliseconds, goal } of LATENCIES) {
      await fetch(`${server.endpoint}/delay?milliseconds=${milliseconds}`, { method: 'PUT' });
      const rounds = [];
      for (let round = 0; round < (quick ? 1 : 3); round += 1) {
        rounds.push(runRound({ folder, python, server, order: round % 2 === 0 ? PEERS : [...PEERS].reverse() }));
        say(`${milliseconds} ms, round ${round + 1}: ${describe(rounds.at(-1))}`);
      }
      results.push(summarize({ milliseconds, goal, rounds }));
    }
    return { server, results };
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const PEERS = [
  {
    id: 'metsuke',
    command: () => [
      process.execPath,
      join(root, 'bin', 'metsuke.js'),
      ...['evidence', 'verify', '--bucket', BUCKET, '--fresh', '--checkpoint', 'checkpoint.jsonl'],
    ],
    proves: ({ logs }) => new RegExp(`Proven: .* ${logs} log files`),
  },
  {
    id: 'awscli',
    command: ({ from, to }) => [
      ...['aws', 'cloudtrail', 'validate-logs', '--region', REGION, '--s3-bucket', BUCKET, '--account-id', ACCOUNT],
      ...[
        '--trail-arn',
        `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/${TRAIL}`,
        '--start-time',
        from,
        '--end-time',
        to,
      ],
    ],
    proves: ({ logs }) => new RegExp(`${logs}/${logs} log files valid`),
  },
];

/** One after the other, in turn: whatever else the machine does meets both. */
function runRound({ folder, python, server, order }) {
  return Object.fromEntries(
    order.map(({ id, command, proves }) => {
      const measured = measure(command(server), { folder, environment: environmentOf(server), python, mayFail: true });
      // A result that was not reached counts for nothing.
      if (!proves({ logs: LOGS }).test(measured.output))
        throw new Error(`${id} did not prove the log:\n${measured.output}`);
      return [id, measured];
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

function summarize({ milliseconds, goal, rounds }) {
  const of = (peer, value) => median(rounds.map((round) => round[peer][value]));
  const ratio = median(rounds.map(({ metsuke, awscli }) => awscli.seconds / metsuke.seconds));
  return {
    milliseconds,
    goal,
    metsuke: { seconds: of('metsuke', 'seconds'), megabytes: of('metsuke', 'megabytes') },
    awscli: { seconds: of('awscli', 'seconds'), megabytes: of('awscli', 'megabytes') },
    ratio,
    isReached: ratio >= goal,
  };
}

function describe({ metsuke, awscli }) {
  return `metsuke ${metsuke.seconds.toFixed(2)} s, aws ${awscli.seconds.toFixed(2)} s`;
}

export function renderEvidence({ server, results }) {
  const megabytes = Math.round(server.rawBytes / 1_000_000);
  const rows = results.map(({ milliseconds, metsuke, awscli, ratio, goal, isReached }) =>
    [
      `${milliseconds} ms`,
      `${metsuke.seconds.toFixed(2)} s, ${Math.round(metsuke.megabytes)} MB`,
      `${awscli.seconds.toFixed(2)} s, ${Math.round(awscli.megabytes)} MB`,
      `${ratio.toFixed(1)} ×`,
      `≥ ${goal} ×${isReached ? '' : ' (missed)'}`,
    ].join(' | '),
  );
  return [
    `Verifying ${LOGS} log files (${megabytes} MB inflated) of one account and region, whole processes:`,
    '',
    '| latency of S3 | metsuke evidence verify | aws cloudtrail validate-logs | faster | goal |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

async function startServer() {
  const script = fileURLToPath(new URL('server.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, String(LOGS), String(RAW_KILOBYTES)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { port, ...about } = JSON.parse(line);
    return { endpoint: `http://127.0.0.1:${port}`, ...about, stop: () => child.kill('SIGTERM') };
  }
  throw new Error('The stand-in for S3 did not start.');
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(renderEvidence(await benchEvidence({ quick: process.argv.includes('--quick') })));
}
