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
  'src/archive/cloudtrail/load.ts': 'a folder of temporary files, removed at the end',
  'src/archive/cloudtrail/read-logs.ts': 'a folder of temporary files',
  'src/archive/sync/etags.ts': 'renames a draft, without waiting in between',
  'src/archive/sync/sync.ts': 'renames drafts that have the time of their object',
  'src/aws/table-bucket.ts': 'downloads into the draft of mirror.ts',
  'src/blueprints/cdk.ts': 'a folder of temporary files, removed at the end',
  'src/cli/bundle-reports.ts': 'a folder of temporary files, removed at the end',
  'src/evidence/bundle/collect.ts': 'writes into a draft of the whole folder',
  'src/evidence/bundle/export.ts': 'writes into a draft of the whole folder, and renames that',
  'src/evidence/checkpoint.ts': 'appends a line for each place; a last line that was cut off is left out',
  'src/query/duckdb/stage.ts': 'a cache: renames drafts',
  'src/sandbox/activity/sandbox-activity.ts': 'makes up what can be made up again',
  'src/sandbox/activity/sink.ts': 'makes up what can be made up again',
  'src/sandbox/private-files.ts': 'follows no link, and renames a draft without waiting in between',
  'src/files/write-whole.ts': 'writes for the others',
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

it('nobody is excused for what is not done any more', () => {
  const gone = Object.keys(OTHER_WRITERS).filter(
    (file) =>
      !/\b(write|append|rename|mkdir|mkdtemp|open)\w*\(|createWriteStream/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(gone).toEqual([]);
});
