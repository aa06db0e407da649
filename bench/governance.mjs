// Metsuke beside org-formation and the AWS CLI, on emulated organizations of several sizes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judge } from './goals.mjs';
import { makeKeeper } from './keeper.mjs';
import { readMachine } from './machine.mjs';
import { compareReplay, compareStart } from './overhead.mjs';
import { findAws, makeAwsCli } from './peers/aws-cli.mjs';
import { metsuke } from './peers/metsuke.mjs';
import { installOrgFormation, orgFormation, orgFormationTuned } from './peers/org-formation.mjs';
import { render } from './render.mjs';
import { buildFor, finish, say } from './run.mjs';
import { requirePython } from './sandbox.mjs';
import { runRound } from './scenario.mjs';

/** Seconds after which a command is stopped where stacks take their time, and the AWS CLI's loop is cut. */
const LIMITS = { slow: 120, loop: 60 };

/** From this size on, one round: it takes minutes, and differs by little. */
const LARGE = 500;

/** On AWS a stack takes longer; org-formation's default is one stack after the other, and nobody wants to wait for a benchmark. */
const SLOW = { accounts: 100, stackSeconds: 2 };

export async function benchGovernance(parameters) {
  const options = readOptions(parameters);
  await buildFor(options);
  const { peers, left } = findPeers(options);
  for (const reason of left) say(`skipped: ${reason}`);
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-bench-'));
  try {
    const { keep, forget } = makeKeeper(options);
    const results = await measureAll({ folder, peers, options, keep });
    const page = render({ ...results, goals: judge(results) });
    finish({ ...page, file: 'RESULTS.md', options });
    forget();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      accounts: { type: 'string', default: '100,1000' },
      growth: { type: 'string', default: '' },
      rounds: { type: 'string', default: '3' },
      limit: { type: 'string', default: '180' },
      quick: { type: 'boolean', default: false },
      built: { type: 'boolean', default: false },
    },
  });
  if (values.quick) return { ...values, accounts: [4], growth: [], rounds: 1 };
  const numbers = (text) => text.split(',').filter(Boolean).map(Number);
  const [accounts, growth, rounds] = [numbers(values.accounts), numbers(values.growth), Number(values.rounds)];
  if (!(Number(values.limit) > 0)) throw new Error('--limit takes seconds.');
  const isWrong = (count) => !Number.isInteger(count) || count < 4;
  if ([...accounts, ...growth].some(isWrong) || accounts.length === 0 || !(rounds >= 1)) {
    throw new Error('Say, for example: npm run bench -- --accounts 100,1000 --rounds 3');
  }
  return { ...values, accounts, growth, rounds };
}

/** Only the quick form goes on without a peer: results need all of them. */
function findPeers({ quick }) {
  const aws = findAws();
  const left = [installOrgFormation(), aws === null ? 'there is no AWS CLI here' : null].filter((one) => one !== null);
  if (left.length > 0 && !quick) throw new Error(left.join('\n'));
  const isThere = { orgFormation: !left.some((reason) => reason.startsWith('org-formation')), aws: aws !== null };
  const others = quick ? [orgFormationTuned] : [orgFormation, orgFormationTuned];
  return {
    left,
    peers: [
      metsuke,
      ...(isThere.orgFormation ? others : []),
      ...(isThere.aws ? [makeAwsCli({ aws, python: requirePython(), quick })] : []),
    ],
  };
}

async function measureAll({ folder, peers, options, keep }) {
  const limits = { command: Number(options.limit), ...LIMITS };
  const shared = { folder, python: requirePython(), limits, say };
  const start = await keep('start', () => compareStart(options.quick ? 1 : 15));
  const sizes = [];
  for (const accounts of options.accounts) sizes.push(await measureSize({ ...shared, accounts, options, peers, keep }));
  for (const accounts of options.growth) {
    sizes.push(await measureSize({ ...shared, accounts, options, peers: [metsuke], keep }));
  }
  const slow = options.quick ? null : await measureSlowly({ ...shared, peers, keep, options });
  return { machine: readMachine(shared.python), options, limits, start, sizes, slow };
}

/** Fresh organizations in every round, one for each peer; in each phase the peers run one after another. */
async function measureSize({ accounts, options, peers, keep, ...shared }) {
  const count = accounts >= LARGE ? 1 : options.rounds;
  const rounds = [];
  for (let round = 0; round < count; round += 1) {
    const isLast = round === count - 1;
    // What the loop of the AWS CLI costs an account does not change: a second round would only take time.
    const taking = peers.filter(({ id }) => id !== 'aws-cli' || round === 0);
    const measureRound = async () => {
      say(`${accounts} accounts, round ${round + 1} of ${count}`);
      let replayed = null;
      const inTheEnd = async (sandbox, context) => {
        if (isLast) replayed = await compareReplay(sandbox, context, options.quick ? 1 : 9);
      };
      const measured = await runRound({ ...shared, accounts, peers: rotate(taking, round), inTheEnd });
      return { ...measured, replayed };
    };
    rounds.push(await keep(`${accounts}-${round}-of-${count}`, measureRound));
  }
  return {
    accounts,
    peers,
    job: rounds[0].job,
    rounds: rounds.map((round) => round.peers),
    replayed: rounds.at(-1).replayed,
  };
}

/** Without the AWS CLI, whose loop waits for no stack. */
async function measureSlowly({ peers, keep, limits, options, ...shared }) {
  const taking = peers.filter(({ id }) => id !== 'aws-cli');
  const { stackSeconds } = SLOW;
  const accounts = Math.min(SLOW.accounts, ...options.accounts);
  const measured = await keep('slow', () => {
    say(`${accounts} accounts, and a stack takes ${stackSeconds} s`);
    const limit = { ...limits, command: limits.slow };
    return runRound({ ...shared, limits: limit, accounts, peers: taking, stackSeconds, phases: ['first'] });
  });
  return { accounts, stackSeconds, peers: taking, phases: measured.peers };
}

function rotate(list, by) {
  return [...list.slice(by % list.length), ...list.slice(0, by % list.length)];
}
