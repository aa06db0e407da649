// The promises of the project about speed, each with what was measured.
import { median } from './measure.mjs';

const NEEDED_FASTER = 5;
const CALLS = { fixed: 40, instancesPerCall: 100 };
const OVERHEAD = 1.5;
const START = 0.25;

export function judge({ start, sizes, slow }) {
  return [...sizes.flatMap(judgeSize), ...judgeSlow(slow), judgeStart(start)];
}

function judgeSize(size) {
  const { accounts } = size;
  const goals = accounts >= 1_000 ? [...judgeCalls(size), judgeReplay(size)] : [];
  return accounts === 100 ? [...goals, ...judgeFirstApply(size)] : goals;
}

/** Stack instances: account-baseline in every member account, and three stack sets in one account each. */
function judgeCalls({ accounts, rounds }) {
  const { total, byOperation } = rounds[0].metsuke.noop.calls;
  const pages = byOperation['organizations.ListAccounts'] ?? 0;
  const instances = accounts - 1 + 3;
  const most = Math.floor(CALLS.fixed + instances / CALLS.instancesPerCall);
  const what = `plan without changes, ${accounts} accounts: calls`;
  return [
    {
      what,
      goal: `at most ${most}`,
      measured: `${total}, of which ${pages} pages of ListAccounts`,
      isMet: total <= most,
    },
    {
      what: `${what} without the pages of ListAccounts, which AWS fills with 20 accounts at most`,
      goal: `at most ${most}`,
      measured: `${total - pages}`,
      isMet: total - pages <= most,
    },
  ];
}

function judgeReplay({ accounts, replayed: { plan, replay } }) {
  return {
    what: `plan without changes, ${accounts} accounts: time of the whole process, beside what the emulator alone needs to answer its calls`,
    goal: `at most ${OVERHEAD} times`,
    measured: `${(plan / replay).toFixed(1)} times (${milliseconds(plan)} to ${milliseconds(replay)})`,
    isMet: plan / replay <= OVERHEAD,
  };
}

function judgeFirstApply({ accounts, peers, rounds }) {
  const timeOf = (id) => median(rounds.flatMap((round) => round[id]?.first.seconds ?? []));
  return compareFirstApply(`first apply, ${accounts} accounts`, peers, timeOf);
}

function judgeSlow({ accounts, stackSeconds, peers, phases }) {
  const what = `first apply, ${accounts} accounts, ${stackSeconds} s a stack`;
  return compareFirstApply(what, peers, (id) => phases[id].seconds).map((goal, index) => ({
    ...goal,
    // Stopped at the limit: it would have taken longer.
    measured: phases[peers[index + 1].id].isCut ? `more than ${goal.measured}` : goal.measured,
  }));
}

function compareFirstApply(what, peers, timeOf) {
  return peers
    .filter(({ id }) => id.startsWith('org-formation'))
    .map(({ id, name }) => {
      const ratio = timeOf(id) / timeOf('metsuke');
      return {
        what: `${what}: beside ${name}`,
        goal: `at least ${NEEDED_FASTER} times faster`,
        measured: `${ratio.toFixed(2)} times`,
        isMet: ratio >= NEEDED_FASTER,
      };
    });
}

function judgeStart({ metsuke, aws }) {
  return {
    what: '`metsuke --version` beside `aws --version`, whole processes',
    goal: `at most ${START}`,
    measured: `${(metsuke / aws).toFixed(2)} (${milliseconds(metsuke)} to ${milliseconds(aws)})`,
    isMet: metsuke / aws <= START,
  };
}

function milliseconds(seconds) {
  return `${Math.round(seconds * 1_000)} ms`;
}
