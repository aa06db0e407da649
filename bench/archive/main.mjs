// Our reader and our compaction beside DuckDB by itself and beside nothing but inflating, on the same files, in turns.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMachine } from '../machine.mjs';
import { measure } from '../measure.mjs';
import { finish, readOptions, say } from '../run.mjs';
import { requirePython, root } from '../sandbox.mjs';
import { bundleJobs } from './bundle.mjs';
import { findSource, makeArchive, SIZES } from './generate.mjs';
import { judge, medians } from './goals.mjs';
import { render } from './render.mjs';

const THREADS = '2';
const OWN_JOBS = fileURLToPath(new URL('jobs', import.meta.url));

export async function benchArchive(parameters) {
  const options = readOptions('archive', parameters);
  const { rounds } = options;
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-bench-'));
  try {
    const results = await run({ folder, rounds, isQuick: options.quick });
    const page = render({ ...results, rounds, machine: readMachine(requirePython()) });
    finish({ ...page, file: 'RESULTS-archive.md', options });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run({ folder, rounds, isQuick }) {
  const jobs = await bundleJobs(join(root, 'bench', '.jobs'));
  const source = findSource({ isQuick });
  say(`archives of ${source} events, made unless an earlier run has made them`);
  const large = await makeArchive(isQuick ? SIZES.quick : SIZES.large, source);
  const small = await makeArchive(isQuick ? SIZES.quick : SIZES.small, source);
  const start = makeStart(folder, jobs);
  const raw = await inTurns(rounds, {
    read: () => start('read.js', large, THREADS, 'plain'),
    readHashed: () => start('read.js', large, THREADS, 'hash'),
    readJson: () => start('read-json.mjs', large, THREADS),
    gunzip: () => start('gunzip.mjs', large, THREADS),
    readHalf: () => start('read.js', large, THREADS, 'plain', HALF),
  });
  const few = await inTurns(rounds, {
    readHashed: () => start('read.js', small, THREADS, 'hash'),
    readJson: () => start('read-json.mjs', small, THREADS),
  });
  const out = (name) => join(folder, name);
  const days = daysIn(large);
  const fresh = (name, job, ...rest) => {
    rmSync(out(name), { recursive: true, force: true });
    return start(job, large, out(name), THREADS, ...rest);
  };
  const compacted = await inTurns(Math.min(rounds, 2), {
    compact: () => fresh('ours', 'compact.js'),
    copy: () => fresh('theirs', 'copy.mjs', ...days),
  });
  const curated = await inTurns(rounds, {
    reports: () => start('curated.mjs', out('ours'), THREADS),
    engine: () => start('engine.js', large, out('ours'), THREADS),
  });
  const sizes = {
    gz: bytesBelow(large, '.gz'),
    ours: bytesBelow(out('ours'), '.parquet'),
    theirs: bytesBelow(out('theirs'), '.parquet'),
  };
  const measured = { raw, few, compacted, curated, sizes };
  checkRows(measured);
  return {
    ...measured,
    source,
    files: { large: countBelow(large), small: countBelow(small) },
    goals: judge(measured),
    medians,
  };
}

/** The first half of the days: what memory was needed for must not double with them. */
const HALF = '2026-10-05';

function makeStart(folder, jobs) {
  const python = requirePython();
  return (job, ...parameters) => {
    const path = job.endsWith('.mjs') ? join(OWN_JOBS, job) : join(jobs, 'jobs', job);
    const command = ['nice', process.execPath, path, ...parameters];
    const { output, ...cost } = measure(command, { folder, environment: process.env, python });
    const answer = output.trim() === '' ? {} : JSON.parse(output);
    say(
      `  ${job} ${parameters.slice(1).join(' ').slice(0, 40)}: ${cost.seconds.toFixed(1)} s, ${cost.cpu.toFixed(1)} s CPU, ${cost.megabytes.toFixed(0)} MB`,
    );
    return { ...cost, answer };
  };
}

/** Every peer once, and again: what else the machine does is the same for all of them. */
async function inTurns(rounds, peers) {
  const all = Object.fromEntries(Object.keys(peers).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    say(`round ${round + 1} of ${rounds}`);
    const names = Object.keys(peers);
    for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
      all[name].push(await peers[name]());
    }
  }
  return all;
}

/** A fast answer that is wrong does not count. */
function checkRows({ raw, few, compacted, curated }) {
  if (raw.readJson[0].answer.result.some((rows) => rows.length === 0)) throw new Error('A report has nothing to find.');
  const answer = ({ answer }) => JSON.stringify(answer.result);
  for (const { read, readHashed, readJson } of [{ ...raw }, { ...few, read: few.readHashed }]) {
    if (answer(read[0]) !== answer(readJson[0])) throw new Error('DuckDB has other rows than our reader.');
    if (answer(readHashed[0]) !== answer(readJson[0])) throw new Error('DuckDB has other rows than our reader.');
  }
  if (compacted.compact[0].answer.rows !== raw.read[0].answer.events) throw new Error('The compaction has lost rows.');
  const texts = (reports) => JSON.stringify(reports, (_, value) => (typeof value === 'number' ? String(value) : value));
  const fromTable = curated.engine[0].answer.reports.map(({ rows }) => rows);
  if (texts(fromTable) !== texts(raw.readJson[0].answer.result)) {
    throw new Error('DuckDB has other rows than a report over the compacted table.');
  }
}

function entriesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
}

function bytesBelow(folder, ending) {
  const files = entriesBelow(folder).filter(({ name }) => name.endsWith(ending));
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

function countBelow(folder) {
  return entriesBelow(folder).filter(({ name }) => name.endsWith('.gz')).length;
}

function daysIn(folder) {
  const days = entriesBelow(folder).flatMap(
    ({ parentPath }) => /(\d{4})\/(\d\d)\/(\d\d)$/.exec(parentPath)?.slice(1).join('-') ?? [],
  );
  return [...new Set(days)].sort();
}
