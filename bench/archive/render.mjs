// The results as a page, and as much of them on the terminal.
import { describeRun } from '../machine.mjs';
import { goalTable, numberTable } from '../table.mjs';

const EXPLANATION = `## What each one does

The log files have a fixed seed and the layout of an organization trail: 20 accounts, three regions, ten days. Every peer
is a process of its own with two threads. They start in turns and with the same priority. The benchmark compares what all
of them answer, and fails when they differ. A ratio is the median of the ratios of the rounds.

- **Metsuke**: \`loadCloudTrail\` with a folder of log files, then three reports in DuckDB, which need twelve columns
  (1: events by account, day and error; 2: root sign-ins; 3: unauthorized calls). "SHA-256": it also hashes the content
  of every file.
- **DuckDB**: \`read_json\` with the exact type of those twelve columns and \`unnest\` into a table, then the same reports.
- **gunzip**: nothing but \`zlib.gunzipSync\` of every file, in two threads.
- **Compacted table**: each report by itself in DuckDB over the Parquet files; then as \`metsuke report\` runs it, which
  lists the log files, compares each with the manifest of its day, and would read what is new or has changed.
- **Compaction**: \`metsuke archive compact\` beside one sorted \`COPY\` a day by DuckDB, both zstd with row groups of
  100,000. Metsuke hashes every file, notes it in the manifest, and gives each row its source.`;

const SOURCES = {
  recorded:
    'recorded events (the public data set of Invictus Incident Response) with ids, times and names of their own',
  sandbox: 'events that the sandbox makes up',
};

export function render(results) {
  const goals = `## Goals\n\n${goalTable(results.goals)}`;
  return {
    terminal: goals,
    markdown: `${[head(results), goals, costs(results), EXPLANATION].join('\n\n')}\n`,
  };
}

function head({ machine, rounds, source, files, raw, sizes }) {
  const events = raw.read[0].answer.events.toLocaleString('en-US');
  const [large, small] = [files.large, files.small].map((count) => count.toLocaleString('en-US'));
  return [
    '# Benchmark of the archive',
    '',
    ...describeRun('npm run bench -- archive', machine),
    `- ${large} log files with ${events} events (${megabytes(sizes.gz)} MB), and ${small} small ones.`,
    `- Made of ${SOURCES[source]}.`,
    `- Medians of ${rounds} ${rounds === 1 ? 'round' : 'rounds'}.`,
    '',
    'Compare ratios, not seconds.',
  ].join('\n');
}

function costs({ raw, few, compacted, sizes, medians }) {
  const row = (what, runs) => {
    const { seconds, cpu, megabytes: peak } = medians(runs);
    return [what, seconds.toFixed(1), cpu.toFixed(1), peak.toFixed(0)];
  };
  const rows = [
    row('Metsuke, reports over log files', raw.read),
    row('Metsuke, the same and SHA-256', raw.readHashed),
    row('Metsuke, half of the days', raw.readHalf),
    row('DuckDB, reports over log files', raw.readJson),
    row('gunzip alone', raw.gunzip),
    row('Metsuke, small files and SHA-256', few.readHashed),
    row('DuckDB, small files', few.readJson),
    row(`Metsuke, compaction (makes ${megabytes(sizes.ours)} MB)`, compacted.compact),
    row(`DuckDB, compaction (makes ${megabytes(sizes.theirs)} MB)`, compacted.copy),
  ];
  return `## Medians\n\n${numberTable(['', 'seconds', 'CPU seconds', 'peak MB'], rows)}`;
}

function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(0);
}
