// npm run bench -- archive: the log archive beside its peers, see archive/main.mjs.
// npm run bench -- evidence: verifying CloudTrail's log files beside the AWS CLI, see evidence/main.mjs.
// npm run bench [-- --accounts 100,1000 --growth 3000 --rounds 3 --quick]
// Metsuke beside org-formation and the AWS CLI, on emulated organizations; the results go to bench/RESULTS.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCli } from '../scripts/build.mjs';
import { judge } from './goals.mjs';
import { readMachine } from './machine.mjs';
import { compareReplay, compareStart } from './overhead.mjs';
import { awsCli } from './peers/aws-cli.mjs';
import { metsuke } from './peers/metsuke.mjs';
import { installOrgFormation, orgFormation, orgFormationTuned } from './peers/org-formation.mjs';
import { render } from './render.mjs';
import { requirePython, root } from './sandbox.mjs';
import { runRound, runSlowly } from './scenario.mjs';

const PEERS = [metsuke, orgFormation, orgFormationTuned, awsCli];

/** Seconds after which one command of a peer is stopped, or the AWS CLI's loop over accounts cut. */
const LIMITS = { command: 900, slow: 300, awsCliLoop: 90, awsCliLoopQuick: 20 };

/** On AWS it is more; org-formation's default is one stack after the other, and nobody wants to wait for a benchmark. */
const STACK_SECONDS = 2;

function readOptions() {
  const { values } = parseArgs({
    options: {
      accounts: { type: 'string', default: '100,1000' },
      growth: { type: 'string', default: '' },
      rounds: { type: 'string', default: '3' },
      quick: { type: 'boolean', default: false },
    },
  });
  const numbers = (text) => text.split(',').filter(Boolean).map(Number);
  const rounds = values.quick ? 1 : Number(values.rounds);
  const given = { accounts: numbers(values.accounts), growth: numbers(values.growth), rounds, quick: values.quick };
  const isWrong = (count) => !Number.isInteger(count) || count < 4;
  if ([...given.accounts, ...given.growth].some(isWrong) || given.accounts.length === 0 || !(rounds >= 1)) {
    throw new Error('Say, for example: npm run bench -- --accounts 100,1000 --rounds 3');
  }
  return given;
}

async function bench(options) {
  await buildCli();
  installOrgFormation();
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-bench-'));
  const shared = { folder, python: requirePython(), limits: limitsOf(options), say };
  try {
    const start = compareStart(options.quick ? 5 : 15);
    const sizes = [];
    for (const accounts of options.accounts)
      sizes.push(await measureSize({ ...shared, accounts, options, peers: PEERS }));
    for (const accounts of options.growth) {
      sizes.push(await measureSize({ ...shared, accounts, options: { ...options, rounds: 1 }, peers: [metsuke] }));
    }
    const slow = await measureSlowly({ ...shared, options });
    const results = { machine: readMachine(shared.python), options, limits: shared.limits, start, sizes, slow };
    return { ...results, goals: judge(results) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function limitsOf({ quick }) {
  return { command: LIMITS.command, slow: LIMITS.slow, loop: quick ? LIMITS.awsCliLoopQuick : LIMITS.awsCliLoop };
}

/** Fresh organizations in every round, one for each peer; in each phase the peers run one after another. */
async function measureSize({ accounts, options, peers, ...shared }) {
  const rounds = [];
  let replayed = null;
  for (let round = 0; round < options.rounds; round += 1) {
    say(`${accounts} accounts, round ${round + 1} of ${options.rounds}`);
    const isLast = round === options.rounds - 1;
    const inTheEnd = async (sandbox, context) => {
      if (isLast) replayed = await compareReplay(sandbox, context, options.quick ? 3 : 9);
    };
    // What the loop of the AWS CLI costs an account does not change: a second round would only take time.
    const taking = peers.filter((peer) => peer !== awsCli || round === 0);
    rounds.push(await runRound({ ...shared, accounts, peers: rotate(taking, round), inTheEnd }));
  }
  return { accounts, peers, rounds, replayed };
}

/** The AWS CLI's loop waits for no stack, and would be as quick as before. */
async function measureSlowly({ options, ...shared }) {
  const accounts = Math.min(...options.accounts);
  say(`${accounts} accounts, and a stack takes ${STACK_SECONDS} s`);
  const peers = options.quick ? [metsuke, orgFormationTuned] : [metsuke, orgFormation, orgFormationTuned];
  return runSlowly({
    ...shared,
    limits: { ...shared.limits, command: shared.limits.slow },
    accounts,
    peers,
    stackSeconds: STACK_SECONDS,
  });
}

function rotate(list, by) {
  return [...list.slice(by % list.length), ...list.slice(0, by % list.length)];
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

async function benchGovernance() {
  const { terminal, markdown } = render(await bench(readOptions()));
  writeFileSync(join(root, 'bench', 'RESULTS.md'), markdown);
  process.stdout.write(`${terminal}\nWritten to bench/RESULTS.md\n`);
}

if (process.argv[2] === 'archive') {
  const { benchArchive } = await import('./archive/main.mjs');
  await benchArchive(process.argv.slice(3));
} else if (process.argv[2] === 'evidence') {
  const { benchEvidence, renderEvidence } = await import('./evidence/main.mjs');
  process.stdout.write(renderEvidence(await benchEvidence({ quick: process.argv.includes('--quick') })));
} else {
  await benchGovernance();
}
