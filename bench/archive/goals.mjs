// The promises about the archive, each with what was measured.
import { median } from '../measure.mjs';

/** The middle of all rounds. */
export function medians(runs) {
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    cpu: median(runs.map(({ cpu }) => cpu)),
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
  };
}

/** Rounds are compared before they are summed up: in each, the machine had the same other work. */
function ratio(of, to, what) {
  return median(of.map((run, round) => run[what] / to[round][what]));
}

export function judge({ raw, few, compacted, curated, sizes }) {
  return [
    atLeast('reports over log files beside DuckDB, time', 2.5, ratio(raw.readJson, raw.read, 'seconds')),
    atLeast('the same with SHA-256 of every file', 2, ratio(raw.readJson, raw.readHashed, 'seconds')),
    atMost('reports over log files, processor time beside gunzip alone', 1.8, ratio(raw.read, raw.gunzip, 'cpu')),
    atMost('reports over log files, peak memory', 200, medians(raw.read).megabytes, ' MB', 0),
    atMost('the same beside half of the days', 1.1, ratio(raw.read, raw.readHalf, 'megabytes')),
    atLeast('small files and SHA-256 beside DuckDB, time', 3, ratio(few.readJson, few.readHashed, 'seconds')),
    ...judgeReports({ raw, curated, sizes }),
    atLeast('compaction beside DuckDB, time', 1, ratio(compacted.copy, compacted.compact, 'seconds')),
    atMost('compaction, peak memory', 400, medians(compacted.compact).megabytes, ' MB', 0),
    atMost('Parquet beside log files, bytes', 0.4, sizes.ours / sizes.gz, ' times', 2),
  ];
}

function judgeReports({ raw, curated, sizes }) {
  const whole = medians(raw.readJson).seconds;
  return curated.reports[0].answer.reports.flatMap((_, index) => {
    const all = curated.reports.map(({ answer }) => answer.reports[index]);
    const seconds = median(all.map((report) => report.seconds));
    const asked = median(curated.engine.map(({ answer }) => answer.reports[index].seconds));
    const name = `report ${index + 1} over the compacted table`;
    return [
      atLeast(`${name} beside DuckDB over log files, time`, 50, whole / seconds),
      atLeast(`${name}, as metsuke report runs it`, 50, whole / asked),
      atMost(`${name}, bytes of its columns beside log files`, 5, (100 * all[0].bytes) / sizes.gz, ' %'),
    ];
  });
}

function atLeast(what, goal, measured, unit = ' times', digits = 1) {
  return {
    what,
    goal: `at least ${goal}${unit}`,
    measured: `${measured.toFixed(digits)}${unit}`,
    isMet: measured >= goal,
  };
}

function atMost(what, goal, measured, unit = ' times', digits = 1) {
  return {
    what,
    goal: `at most ${goal}${unit}`,
    measured: `${measured.toFixed(digits)}${unit}`,
    isMet: measured <= goal,
  };
}
