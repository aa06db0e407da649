// Our compaction: node compact.js FOLDER OUT THREADS
import { compactCloudTrail } from '../../../src/archive/compact/compact.ts';
import { keepInFolder } from '../../../src/archive/compact/folder-place.ts';
import { openFolder } from '../../../src/archive/folder-store.ts';

const [folder, root, threads] = process.argv.slice(2);
const { rows, bytes, problems } = await compactCloudTrail({
  store: openFolder(folder),
  place: keepInFolder(root),
  workers: Number(threads),
  emit: () => {},
});
if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
process.stdout.write(JSON.stringify({ rows, bytes }));
