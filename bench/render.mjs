// The results of governance as a page, and as much of them on the terminal.
import { describeRun } from './machine.mjs';
import { median } from './measure.mjs';
import { PHASES } from './scenario.mjs';
import { goalTable, numberTable } from './table.mjs';

const PHASE_TITLES = {
  first: 'first apply',
  noop: 'plan, nothing to do',
  change: 'one setting changed, apply',
  join: 'one new account, apply',
};

const DONE_TITLES = {
  stacks: 'stacks',
  resources: 'resources in them',
  policies: 'policies attached to the root',
  trustedAccess: 'services with trusted access',
  delegatedAdministrators: 'delegated administrators',
  guardDutyMembers: 'members of GuardDuty',
};

const EXPLANATION = `## What each one does

The benchmark refuses its own figures when a peer's organization has other stacks, or other resources in them, than that
of Metsuke, after every phase. The emulator makes a stack in milliseconds, where AWS takes half a minute or more: these
times are what the tools and their calls cost. Only the section in which every stack takes its time shows who waits for
what. AWS would see more of the calls that wait.

- **Metsuke** does everything. It reads AWS before it plans and once more before it applies, waits for every operation,
  and reads the result of every account. "First apply" includes all of that.
- **org-formation** puts the same stacks directly into each account, without stack sets. It makes the policies, and a
  stack with the service-linked role of AWS Config in each account, which is not counted above. It has no task for
  trusted access and delegated administrators: the benchmark sets them before the clock starts. Nothing sets up
  GuardDuty. By default it works on one stack after the other; "tuned" works on 100 accounts and 10 tasks at once. When
  nothing is to be done it compares the files with its own state in S3 and does not look at the stacks: it makes few
  calls, and does not notice a stack that somebody changed or removed.
- **AWS CLI by hand**: one command after the other. A loop over all accounts makes the service-linked role and the
  execution role; then come trusted access, the delegated administrator, every stack set with its instances, and the
  policies. Nothing sets up GuardDuty. There is no plan: "nothing to do" prints accounts, stack sets and instances for a
  person to compare. The loop is cut after a time and worked out for all accounts (≈); the benchmark then prepares the
  other accounts itself. It takes part in the first round only.

"More than": the benchmark stopped the command there, unfinished; what would follow in half of an organization is not
measured (–).`;

export function render(results) {
  const sizes = results.sizes.map(renderSize);
  const slow = results.slow === null ? [] : [renderSlow(results.slow)];
  const goals = `## Goals\n\n${goalTable(results.goals)}`;
  const growth = results.sizes.length > 1 ? [renderGrowth(results)] : [];
  const sections = [renderHead(results), renderJob(results), goals, ...sizes, ...slow, ...growth];
  return {
    about: renderJob(results),
    terminal: [...sizes, ...slow, ...growth, goals].join('\n\n'),
    markdown: `${[...sections, renderOwnCost(results), EXPLANATION].join('\n\n')}\n`,
  };
}

function renderHead({ machine, options, limits }) {
  return [
    '# Benchmark of governance',
    '',
    ...describeRun('npm run bench', machine),
    `- Beside it: org-formation ${machine.orgFormation}, ${machine.aws}. Emulator: moto ${machine.moto}, Python ${machine.python}.`,
    `- Medians of ${options.rounds === 1 ? 'one round' : `${options.rounds} rounds`}; with 500 accounts and more, one round.`,
    `- In each round every peer has an organization of its own, and they take turns. A command is stopped after ${limits.command} s (${limits.slow} s where stacks take their time).`,
    '',
    'Compare ratios, not seconds: (3.0 ×) means three times as long as Metsuke.',
  ].join('\n');
}

/** A test compares the names with what the default configuration deploys. */
function renderJob({ sizes }) {
  const { stacks, policies, guardDuty } = sizes[0].job;
  const names = (list) => list.join(', ');
  return [
    '## What is deployed',
    '',
    'The configuration that `metsuke init` writes, and nothing else:',
    '',
    `- Templates: ${names(stacks.map(({ title }) => title))}`,
    `- Policies: ${names(policies)}`,
    `- GuardDuty: ${names(guardDuty)}`,
  ].join('\n');
}

function renderSize({ accounts, peers, rounds }) {
  const headers = peers.map(({ name }) => name);
  const cells = (phase) => peers.map(({ id }) => summarize(rounds.flatMap((round) => round[id]?.[phase] ?? [])));
  const rows = (write) => PHASES.map((phase) => [PHASE_TITLES[phase], ...cells(phase).map(write)]);
  const init = cells('prepare');
  const initRow = init.some(({ seconds }) => seconds > 0)
    ? [['org-formation init, before that', ...init.map((one) => (one.seconds > 0 ? decimals(one.seconds) : ''))]]
    : [];
  return [
    `## ${accounts} accounts`,
    numberTable(['seconds', ...headers], [...rows((one, _, [own]) => withRatio(one, own)), ...initRow]),
    numberTable(
      ['calls', ...headers],
      rows(({ calls, mark }) => (calls === null ? '–' : `${mark}${calls}`)),
    ),
    numberTable(
      ['peak memory, MB', ...headers],
      rows(({ megabytes }) => (megabytes === null ? '–' : megabytes.toFixed(0))),
    ),
    numberTable(['there after the first apply', ...headers], renderDone(peers, rounds)),
  ].join('\n\n');
}

function renderDone(peers, rounds) {
  const done = peers.map(({ id }) => rounds.flatMap((round) => round[id]?.first?.done ?? []).at(-1));
  return Object.entries(DONE_TITLES).map(([key, title]) => [title, ...done.map((one) => one?.[key] ?? '–')]);
}

function summarize(phases) {
  if (phases.length === 0) return { seconds: null, megabytes: null, calls: null, mark: '', isCut: false };
  const taken = (read) => median(phases.map(read));
  return {
    seconds: taken(({ seconds }) => seconds),
    megabytes: taken(({ megabytes }) => megabytes),
    calls: Math.round(taken(({ calls, callsLeft }) => calls.total + callsLeft)),
    mark: phases.some(({ callsLeft }) => callsLeft > 0) ? '≈ ' : '',
    isCut: phases.some(({ isCut }) => isCut),
  };
}

function withRatio({ seconds, mark, isCut }, own) {
  if (seconds === null) return '–';
  const text = `${mark}${isCut ? 'more than ' : ''}${decimals(seconds)}`;
  return seconds === own.seconds ? text : `${text} (${(seconds / own.seconds).toFixed(1)} ×)`;
}

function decimals(seconds) {
  return seconds.toFixed(seconds < 10 ? 2 : 0);
}

function renderSlow({ accounts, peers, stackSeconds, phases }) {
  const cells = peers.map(({ id }) => summarize([phases[id].first]));
  const rows = [
    ['seconds', ...cells.map((one) => withRatio(one, cells[0]))],
    ['calls', ...cells.map(({ calls }) => calls)],
    ['stacks there', ...peers.map(({ id }) => phases[id].first.done.stacks)],
  ];
  return `## ${accounts} accounts, and CloudFormation takes ${stackSeconds} s for every stack\n\n${numberTable(
    ['first apply', ...peers.map(({ name }) => name)],
    rows,
  )}`;
}

function renderGrowth({ sizes }) {
  const headers = sizes.map(({ accounts }) => `${accounts} accounts`);
  const rows = PHASES.map((phase) => [
    PHASE_TITLES[phase],
    ...sizes.map(({ rounds }) => {
      const { seconds, calls, megabytes } = summarize(rounds.map((round) => round.metsuke[phase]));
      return `${decimals(seconds)} s, ${calls} calls, ${megabytes.toFixed(0)} MB`;
    }),
  ]);
  return `## Growth\n\n${numberTable(['Metsuke', ...headers], rows)}`;
}

/** Where the calls of a plan without changes go, and its time. */
function renderOwnCost({ sizes, start }) {
  const headers = sizes.map(({ accounts }) => `${accounts} accounts`);
  const calls = sizes.map(({ rounds }) => rounds[0].metsuke.noop.calls);
  const operations = [...new Set(calls.flatMap(({ byOperation }) => Object.keys(byOperation)))].sort();
  const rows = operations.map((operation) => [
    operation,
    ...calls.map(({ byOperation }) => byOperation[operation] ?? 0),
  ]);
  const total = ['all', ...calls.map((one) => one.total)];
  const times = sizes.map(({ replayed }) => replayed);
  const taken = (read) => times.map((one) => milliseconds(read(one)));
  return [
    '## A plan without changes',
    numberTable(['calls of Metsuke', ...headers], [...rows, total]),
    numberTable(
      ['milliseconds', ...headers],
      [
        ['whole process', ...taken(({ plan }) => plan)],
        ['from its first call to its last answer', ...taken((one) => one.firstToLastCall)],
        ['the emulator alone, asked the same by a client that does nothing else', ...taken(({ replay }) => replay)],
      ],
    ),
    `For comparison, on the same machine: \`node -e 0\` ${milliseconds(start.node)} ms, \`metsuke --version\` ${milliseconds(start.metsuke)} ms, \`aws --version\` ${milliseconds(start.aws)} ms.`,
  ].join('\n\n');
}

function milliseconds(seconds) {
  return Math.round(seconds * 1_000);
}
