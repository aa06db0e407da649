// The results as a page, and as much of them on the terminal.
import { describeRun } from '../machine.mjs';
import { median } from '../measure.mjs';
import { goalTable, numberTable } from '../table.mjs';

const EXPLANATION = `## What each one does

Both verify the log files of one account and region, from the signature of every digest to the hash of every log file:
whole processes, in turns. A process on the same machine stands in for S3 and CloudTrail, and answers every request after
the latency. The benchmark fails when one of the two does not say that all log files are valid. A ratio is the median of
the ratios of the rounds.

- **metsuke evidence verify** asks for many objects at once, hashes in threads, and writes a checkpoint with which the
  next run would begin. It begins anew here.
- **aws cloudtrail validate-logs** asks for one object after the other.`;

/** `results`: of every latency, the rounds with what each peer took. */
export function render({ results, size, rounds, rawBytes, machine }) {
  const rows = results.map(summarize);
  const goals = `## Goals\n\n${goalTable(rows.flatMap(judge))}`;
  const medians = `## Medians\n\n${numberTable(
    ['', 'seconds', 'CPU seconds', 'peak MB'],
    rows.flatMap(({ milliseconds, peers }) =>
      peers.map(([name, ...took]) => [`${name}, S3 answers after ${milliseconds} ms`, ...took]),
    ),
  )}`;
  const head = [
    '# Benchmark of the evidence',
    '',
    ...describeRun('npm run bench -- evidence', machine),
    `- Beside it: ${machine.aws}.`,
    `- ${size.logs.toLocaleString('en-US')} log files, ${Math.round(rawBytes / 1_000_000)} MB when inflated.`,
    `- Medians of ${rounds} ${rounds === 1 ? 'round' : 'rounds'}.`,
    '',
    'Compare ratios, not seconds.',
  ].join('\n');
  return { terminal: `${medians}\n\n${goals}`, markdown: `${[head, goals, medians, EXPLANATION].join('\n\n')}\n` };
}

const NAMES = { metsuke: 'metsuke evidence verify', awscli: 'aws cloudtrail validate-logs' };

function summarize({ milliseconds, goal, rounds }) {
  const of = (id, value) => median(rounds.map((round) => round[id][value]));
  const peers = Object.keys(NAMES).filter((id) => id in rounds[0]);
  return {
    milliseconds,
    goal,
    peers: peers.map((id) => [
      NAMES[id],
      of(id, 'seconds').toFixed(2),
      of(id, 'cpu').toFixed(2),
      of(id, 'megabytes').toFixed(0),
    ]),
    ratio: 'awscli' in rounds[0] ? median(rounds.map(({ metsuke, awscli }) => awscli.seconds / metsuke.seconds)) : null,
  };
}

function judge({ milliseconds, goal, ratio }) {
  if (ratio === null) return [];
  return [
    {
      what: `verifying beside the AWS CLI, S3 answers after ${milliseconds} ms`,
      goal: `at least ${goal} times faster`,
      measured: `${ratio.toFixed(1)} times`,
      isMet: ratio >= goal,
    },
  ];
}
