// The results as a page, and as much of them on the terminal.
import { median } from './measure.mjs';
import { PHASES } from './scenario.mjs';

const PHASE_TITLES = {
  first: 'first apply',
  noop: 'plan, nothing to do',
  change: 'one parameter changed, apply',
  join: 'one new account, apply',
};

const EXPLANATION = `## What each one does

All get the same templates with the same parameters for the same accounts, as Metsuke plans them. The emulator makes
stacks in milliseconds, where AWS takes half a minute or more: these times are what the tools themselves and their calls
cost. Only the section in which every stack takes its time shows who waits for what. The number of calls is the same on
AWS, but for the calls that wait, of which AWS would see more. "More than": the command was stopped there, unfinished.

- **Metsuke** does everything: the two roles of CloudFormation StackSets, four stack sets, the service control policy,
  trusted access and the delegated administrator. It reads AWS before it plans and once more before it applies, waits for
  every operation and reads the result of every account. "First apply" includes all of that.
- **org-formation** puts the same stacks directly into each account (no stack sets, and therefore it would not need the
  execution role that it deploys here) and makes the policy; trusted access and the delegated administrator are left
  out. It waits for every stack. \`org-formation init\`, which reads the organization once, comes before "first apply" and
  is shown apart. By default it works on one stack after the other; the second column has the concurrency that Metsuke
  takes for plain stacks. When nothing is to be done it compares the files with its own state in S3 and does not look at
  the stacks: that is few calls, and a stack that somebody changed or removed is not noticed.
- **AWS CLI by hand** runs the article's commands (with the missing backslash and the quotes corrected) for its three
  stack sets, and makes the two roles in a shell loop over all accounts: neither account-baseline nor policy. It waits for
  nothing but the administration role. It has no plan: "nothing to do" prints accounts, stack sets and instances for a
  person to compare. A loop that is cut after a time is worked out for all accounts and marked with ≈; it runs in one
  round only.`;

export function render(results) {
  const sections = [
    renderGoals(results),
    ...results.sizes.map((size) => renderSize(size)),
    renderSlow(results),
    renderGrowth(results),
    renderOwnCost(results),
    EXPLANATION,
  ];
  return {
    terminal: [
      ...results.sizes.map((size) => renderSize(size)),
      renderSlow(results),
      renderGrowth(results),
      renderGoals(results),
    ].join('\n\n'),
    markdown: `${[renderHead(results), ...sections].join('\n\n')}\n`,
  };
}

function renderHead({ machine, options }) {
  return `# Benchmark

Written by \`npm run bench\` on ${machine.date}; do not edit. Metsuke ${machine.metsuke}, Node ${machine.node}; emulator on
moto ${machine.moto}, Python ${machine.python}; org-formation ${machine.orgFormation}; ${machine.aws}. ${machine.hardware}, ${machine.system}.
Medians of ${options.rounds} ${options.rounds === 1 ? 'round' : 'rounds'}; in each, every peer has an organization of its own and they take turns. Compare
ratios, not seconds: the machine had other work too.`;
}

function renderGoals({ goals }) {
  const rows = goals.map(({ what, goal, measured, isMet }) => [what, goal, measured, isMet ? 'met' : '**missed**']);
  return `## Goals\n\n${table(['what', 'goal', 'measured', ''], rows)}`;
}

function renderSize({ accounts, peers, rounds }) {
  const headers = ['', ...peers.map(({ name }) => name)];
  const cell = (peer, phase) => summarize(rounds.flatMap((round) => round[peer.id]?.[phase] ?? []));
  const own = (phase) => cell(peers[0], phase);
  const rows = PHASES.flatMap((phase) => {
    const cells = peers.map((peer) => cell(peer, phase));
    return [
      [`**${PHASE_TITLES[phase]}**: seconds`, ...cells.map((one) => ratioOf(one, own(phase)))],
      ['calls', ...cells.map(({ calls, mark }) => `${mark}${calls}`)],
      ['peak memory, MB', ...cells.map(({ megabytes }) => megabytes.toFixed(0))],
    ];
  });
  const prepared = peers.map((peer) => cell(peer, 'prepare'));
  if (prepared.some(({ seconds }) => seconds > 0)) {
    rows.push([
      'before: `org-formation init`',
      ...prepared.map(({ seconds, calls }) => (seconds > 0 ? `${seconds.toFixed(1)} s, ${calls} calls` : '–')),
    ]);
  }
  return `## ${accounts} accounts\n\n${table(headers, rows)}`;
}

function summarize(phases) {
  const taken = (read) => median(phases.map(read));
  const isWorkedOut = phases.some(({ callsLeft }) => callsLeft > 0);
  return {
    seconds: taken(({ seconds = 0 }) => seconds),
    megabytes: taken(({ megabytes = 0 }) => megabytes),
    calls: taken(({ calls, callsLeft = 0 }) => calls.total + callsLeft),
    mark: isWorkedOut ? '≈ ' : '',
    isCut: phases.some(({ isCut }) => isCut),
  };
}

function ratioOf({ seconds, mark, isCut }, own) {
  const text = `${mark}${isCut ? 'more than ' : ''}${seconds.toFixed(seconds < 10 ? 2 : 0)}`;
  return seconds === own.seconds ? text : `${text} (${(seconds / own.seconds).toFixed(1)} ×)`;
}

function renderSlow({ slow: { accounts, peers, stackSeconds, phases } }) {
  const cells = peers.map(({ id }) => summarize([phases[id]]));
  return `## ${accounts} accounts, and CloudFormation takes ${stackSeconds} s for every stack

${table(
  ['', ...peers.map(({ name }) => name)],
  [
    ['**first apply**: seconds', ...cells.map((one) => ratioOf(one, cells[0]))],
    ['calls', ...cells.map(({ calls }) => calls)],
  ],
)}`;
}

function renderGrowth({ sizes }) {
  const headers = ['Metsuke', ...sizes.map(({ accounts }) => `${accounts} accounts`)];
  const of = ({ rounds }, phase) => summarize(rounds.map((round) => round.metsuke[phase]));
  const rows = PHASES.map((phase) => [
    PHASE_TITLES[phase],
    ...sizes.map((size) => {
      const { seconds, calls, megabytes } = of(size, phase);
      return `${seconds.toFixed(2)} s, ${calls} calls, ${megabytes.toFixed(0)} MB`;
    }),
  ]);
  return `## Growth\n\n${table(headers, rows)}`;
}

/** Where the calls of a plan without changes go, and its time. */
function renderOwnCost({ sizes, start }) {
  const operations = [...new Set(sizes.flatMap(({ rounds }) => Object.keys(rounds[0].metsuke.noop.calls.byOperation)))];
  const rows = operations
    .sort()
    .map((operation) => [
      operation,
      ...sizes.map(({ rounds }) => rounds[0].metsuke.noop.calls.byOperation[operation] ?? 0),
    ]);
  const total = ['all', ...sizes.map(({ rounds }) => rounds[0].metsuke.noop.calls.total)];
  const times = sizes.map(({ replayed }) => replayed);
  const seconds = (read) => times.map((one) => `${Math.round(read(one) * 1_000)} ms`);
  return `## A plan without changes

${table(['calls of Metsuke', ...sizes.map(({ accounts }) => `${accounts} accounts`)], [...rows, total])}

${table(
  ['time', ...sizes.map(({ accounts }) => `${accounts} accounts`)],
  [
    ['whole process', ...seconds(({ plan }) => plan)],
    ['from its first call to its last answer (through a recording proxy)', ...seconds((one) => one.firstToLastCall)],
    ['the emulator alone: the same calls from a client that does nothing else', ...seconds(({ replay }) => replay)],
    ['whole process ÷ emulator alone', ...times.map(({ plan, replay }) => (plan / replay).toFixed(1))],
  ],
)}

For comparison, on the same machine: \`node -e 0\` ${Math.round(start.node * 1_000)} ms, \`metsuke --version\`
${Math.round(start.metsuke * 1_000)} ms, \`aws --version\` ${Math.round(start.aws * 1_000)} ms.`;
}

/** Aligned, as the formatter of this repository wants it, and so that it can be read on a terminal. */
function table(headers, rows) {
  const all = [headers, ...rows].map((cells) => cells.map(String));
  const widths = headers.map((_, column) => Math.max(3, ...all.map((cells) => cells[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(all[0]), line(widths.map((width) => '-'.repeat(width))), ...all.slice(1).map(line)].join('\n');
}
