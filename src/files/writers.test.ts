import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../sandbox/package-root.ts';

/**
 * Files that people keep are written by `writeWhole`. Who writes in another way does so for a reason, which stands here:
 * a new file in this list needs one too.
 */
const OTHER_WRITERS: Readonly<Record<string, string>> = {
  'src/archive/compact/bucket-place.ts': 'a folder of temporary files, removed at the end',
  'src/archive/compact/folder-place.ts': 'moves whole folders that DuckDB wrote',
  'src/archive/compact/compact-day.ts': 'a folder of temporary files',
  'src/archive/compact/lock.ts': 'the lock itself: made in one call, or not',
  'src/archive/compact/manifest.ts': 'renames a draft, without waiting in between',
  'src/archive/compact/mirror.ts': 'a cache: renames drafts, checks hashes',
  'src/archive/cloudtrail/copies.ts': 'a cache: renames drafts',
  'src/archive/cloudtrail/load.ts': 'a folder of temporary files, removed at the end',
  'src/archive/cloudtrail/read-logs.ts': 'a folder of temporary files',
  'src/archive/sync/etags.ts': 'renames a draft, without waiting in between',
  'src/archive/sync/sync.ts': 'renames drafts that have the time of their object',
  'src/aws/table-bucket.ts': 'downloads into the draft of mirror.ts',
  'src/cli/bundle-reports.ts': 'a folder of temporary files, removed at the end',
  'src/evidence/bundle/collect.ts': 'writes into a draft of the whole folder',
  'src/cli/chromium.ts': 'a temporary folder, removed at the end',
  'src/evidence/bundle/export.ts': 'writes into a draft of the whole folder',
  'src/evidence/bundle/sealed-folder.ts': 'writes a draft of the whole folder, and renames that',
  'src/evidence/checkpoint.ts': 'appends a line for each place; a last line that was cut off is left out',
  'src/query/duckdb/stage.ts': 'a cache: renames drafts',
  'src/sandbox/activity/sandbox-activity.ts': 'makes up what can be made up again',
  'src/sandbox/activity/sink.ts': 'makes up what can be made up again',
  'src/sandbox/private-files.ts': 'follows no link, and renames a draft without waiting in between',
  'src/files/write-whole.ts': 'writes for the others',
};

/**
 * Names that others choose (a bucket, a bundle, a manifest, a report) become paths in `openInside` alone. A writer that
 * does not use it says here why no name of its files is another's.
 */
const OWN_NAMES: Readonly<Record<string, string>> = {
  'src/archive/compact/bucket-place.ts': 'parts of a manifest, whose names are part-N.parquet or it is no manifest',
  'src/archive/compact/folder-place.ts': 'parts of a manifest, whose names are part-N.parquet or it is no manifest',
  'src/archive/compact/compact-day.ts': 'part-N.parquet, by number',
  'src/archive/compact/join-parquet.ts': 'writes where compact-day.ts says',
  'src/archive/compact/lock.ts': 'one name',
  'src/archive/compact/manifest.ts': 'dt=DAY.json, of a day that was parsed',
  'src/archive/compact/mirror.ts': 'hashes in hexadecimal and letters of an ETag',
  'src/archive/cloudtrail/load.ts': 'a temporary folder; files by number',
  'src/archive/cloudtrail/copies.ts': 'the hash of a list of files',
  'src/archive/cloudtrail/parquet.ts': 'writes where batch.ts says: files by number',
  'src/archive/cloudtrail/read-logs.ts': 'files by number',
  'src/archive/sync/etags.ts': 'the hash of a folder',
  'src/aws/table-bucket.ts': 'writes where mirror.ts and bucket-place.ts say',
  'src/cli/bundle-reports.ts': 'a temporary folder',
  'src/cli/chromium.ts': 'a temporary folder',
  'src/evidence/bundle/sealed-folder.ts': 'the folder that the person names, and names of our own in it',
  'src/cli/commands/check.ts': 'the configuration that the person names, for --fix',
  'src/cli/commands/synth.ts': 'names of blueprints and of what the configuration of the same person names',
  'src/archive/cloudtrail/scanner.ts': 'only reads',
  'src/cli/commands/archive-sync.ts': 'the folder that the person names; sync.ts writes into it',
  'src/cli/commands/dashboard-page.ts': 'the file that the person names',
  'src/cli/commands/doctor.ts': 'the file that the person names',
  'src/cli/commands/init.ts': 'the file that the person names',
  'src/cli/commands/plan.ts': 'the file that the person names',
  'src/cli/report-output.ts': 'the file that the person names',
  'src/cli/commands/report-pack.ts': 'ids of the catalogue of reports',
  'src/evidence/checkpoint.ts': 'the file that the person names',
  'src/files/write-whole.ts': 'writes where its callers say',
  'src/sandbox/activity/sandbox-activity.ts': 'made up here',
  'src/sandbox/activity/sink.ts': 'made up here',
  'src/files/read-plain.ts': 'only reads',
  'src/query/duckdb/curated.ts': 'only reads',
  'src/sandbox/private-files.ts': 'writes where state.ts says',
};

const WRITES =
  /\b(writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|rename|renameSync|mkdtemp|mkdtempSync)\(/;

const root = packageRoot(import.meta.url);
const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)));

it('files that people keep are written whole or not at all', () => {
  const writers = sources.filter((file) => WRITES.test(readFileSync(join(root, file), 'utf8')));
  const unexplained = writers.filter((file) => OTHER_WRITERS[file] === undefined);
  expect(unexplained).toEqual([]);
});

/** Every way to make a file or a folder, those of whole files included. */
const MAKES =
  /\b(?:writeWhole|writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|rename|renameSync|mkdir|mkdirSync|mkdtemp|mkdtempSync|copyFile|copyFileSync|cp|cpSync|symlink|symlinkSync|link|linkSync|writeSync|open|openSync)\(/;
const FROM_FILES = /from '(?:node:fs(?:\/promises)?|(?:\.\.?\/)+files\/write-whole\.ts|\.\/write-whole\.ts)'/;

it('names that others choose become paths in one place', () => {
  const makers = sources.filter((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return FROM_FILES.test(text) && MAKES.test(text);
  });
  const unsafe = makers.filter((file) => {
    const isGuarded = /\bopenInside\(/.test(readFileSync(join(root, file), 'utf8'));
    return !isGuarded && OWN_NAMES[file] === undefined;
  });
  expect(unsafe).toEqual([]);
  expect(Object.keys(OWN_NAMES).filter((file) => !makers.includes(file))).toEqual([]);
});

it('nobody is excused for what is not done any more', () => {
  const gone = Object.keys(OTHER_WRITERS).filter(
    (file) =>
      !/\b(write|append|rename|mkdir|mkdtemp|open)\w*\(|createWriteStream/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(gone).toEqual([]);
});
