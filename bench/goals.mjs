// The promises of the project about speed, each with what was measured.
import { median } from './measure.mjs';

const NEEDED_FASTER = 5;
const CALLS = { fixed: 40, instancesPerCall: 100 };
const OVERHEAD = 1.5;
const START = 0.25;

export function judge({ start, sizes, slow }) {
  return [...sizes.flatMap(judgeSize), ...(slow === null ? [] : judgeSlow(slow)), judgeStart(start)];
}

function judgeSize(size) {
  const { accounts } = size;
  const goals = accounts >= 1_000 ? [...judgeCalls(size), judgeReplay(size)] : [];
  return accounts === 100 ? [...judgeFirstApply(size), ...goals] : goals;
}

function judgeCalls({ accounts, job, rounds }) {
  const { total, byOperation } = rounds[0].metsuke.noop.calls;
  const pages = byOperation['organizations.ListAccounts'] ?? 0;
  const sets = job.stacks.filter(({ kind }) => kind === 'stack-set');
  const instances = sets.reduce((sum, { places }) => sum + places, 0);
  const most = Math.floor(CALLS.fixed + instances / CALLS.instancesPerCall);
  const what = `plan without changes, ${accounts} accounts, ${instances} stack instances`;
  return [
    { what: `${what}: calls`, goal: `at most ${most}`, measured: `${total}`, isMet: total <= most },
    {
      what: `the same without the ${pages} pages of ListAccounts, of at most 20 accounts each`,
      goal: `at most ${most}`,
      measured: `${total - pages}`,
      isMet: total - pages <= most,
    },
  ];
}

function judgeReplay({ accounts, replayed: { plan, replay } }) {
  return {
    what: `plan without changes, ${accounts} accounts: whole process beside the emulator alone`,
    goal: `at most ${OVERHEAD} times`,
    measured: `${(plan / replay).toFixed(1)} times (${milliseconds(plan)} to ${milliseconds(replay)})`,
    isMet: plan / replay <= OVERHEAD,
  };
}

function judgeFirstApply({ accounts, peers, rounds }) {
  return compareFirstApply(`first apply, ${accounts} accounts`, peers, rounds);
}

function judgeSlow({ accounts, stackSeconds, peers, phases }) {
  return compareFirstApply(`first apply, ${accounts} accounts, ${stackSeconds} s a stack`, peers, [phases]);
}

function compareFirstApply(what, peers, rounds) {
  const firstOf = (id) => rounds.flatMap((round) => round[id]?.first ?? []);
  const timeOf = (id) => median(firstOf(id).map(({ seconds }) => seconds));
  return peers
    .filter(({ id }) => id.startsWith('org-formation'))
    .map(({ id, name }) => {
      const ratio = timeOf(id) / timeOf('metsuke');
      // Stopped at the limit: it would have taken longer.
      const isCut = firstOf(id).some((first) => first.isCut);
      return {
        what: `${what}: beside ${name}`,
        goal: `at least ${NEEDED_FASTER} times faster`,
        measured: `${isCut ? 'more than ' : ''}${ratio.toFixed(1)} times`,
        isMet: ratio >= NEEDED_FASTER,
      };
    });
}

function judgeStart({ metsuke, aws }) {
  return {
    what: '`metsuke --version` beside `aws --version`, whole processes',
    goal: `at most ${START} times`,
    measured: `${(metsuke / aws).toFixed(2)} times (${milliseconds(metsuke)} to ${milliseconds(aws)})`,
    isMet: metsuke / aws <= START,
  };
}

function milliseconds(seconds) {
  return `${Math.round(seconds * 1_000)} ms`;
}
