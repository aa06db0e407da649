// The results as a page, and as much of them on the terminal.

const EXPLANATION = `## What each one does

The log files are generated from real events with a fixed seed, in the layout of an organization trail: 20 accounts, three
regions, ten days. Every peer is a process of its own with two threads, started in turns and with the same priority; the
results of all are compared, and the benchmark fails when they differ. A ratio is the median of the ratios of the rounds.

- **Metsuke**: \`loadCloudTrail\` with a folder of log files, then three reports (events by account, day and error; root
  sign-ins; unauthorized calls) in DuckDB, which need twelve columns. With SHA-256: of the content of every file too.
- **DuckDB**: \`read_json\` with the exact type of those twelve columns and \`unnest\` into a table, then the same reports.
- **gunzip**: nothing but \`zlib.gunzipSync\` of every file, in two threads.
- **Compacted table**: each report by itself in DuckDB over the Parquet; then as \`metsuke report\` runs it, which lists the
  log files, compares each with the manifest of its day, and would read what is new or has changed.
- **Compaction**: \`metsuke archive compact\` beside one sorted \`COPY\` a day by DuckDB, both zstd with row groups of 100,000.
  Ours hashes every file, notes it in the manifest, and gives each row its source.`;

export function render(results) {
  const goals = table(
    ['what', 'goal', 'measured', ''],
    results.goals.map(({ what, goal, measured, isMet }) => [what, goal, measured, isMet ? 'met' : '**missed**']),
  );
  return {
    terminal: goals,
    markdown: `${[head(results), `## Goals\n\n${goals}`, costs(results), EXPLANATION].join('\n\n')}\n`,
  };
}

function head({ machine, rounds, files, raw, sizes }) {
  const events = raw.read[0].answer.events;
  return `# Benchmark of the archive

Written by \`npm run bench -- archive\` on ${machine.date}; do not edit. Metsuke ${machine.metsuke}, Node ${machine.node};
${machine.hardware}, ${machine.system}. ${files.large} log files with ${events} events (${megabytes(sizes.gz)} MB), and
${files.small} small ones; ${rounds} ${rounds === 1 ? 'round' : 'rounds'}. Compare ratios, not seconds: the machine had other work too, and more of it
than in quiet times.`;
}

function costs({ raw, few, compacted, sizes, medians }) {
  const row = (what, runs) => {
    const { seconds, cpu, megabytes: peak } = medians(runs);
    return [what, seconds.toFixed(1), cpu.toFixed(1), peak.toFixed(0)];
  };
  const rows = [
    row('Metsuke, raw reports', raw.read),
    row('Metsuke, raw reports and SHA-256', raw.readHashed),
    row('Metsuke, raw reports, half of the days', raw.readHalf),
    row('DuckDB, raw reports', raw.readJson),
    row('gunzip alone', raw.gunzip),
    row('Metsuke, small files and SHA-256', few.readHashed),
    row('DuckDB, small files', few.readJson),
    row(`Metsuke, compaction (${megabytes(sizes.ours)} MB)`, compacted.compact),
    row(`DuckDB, compaction (${megabytes(sizes.theirs)} MB)`, compacted.copy),
  ];
  return `## Medians\n\n${table(['', 'seconds', 'CPU seconds', 'peak MB'], rows)}`;
}

function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(0);
}

function table(header, rows) {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(header), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}
