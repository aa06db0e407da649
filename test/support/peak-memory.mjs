// Loaded before a program: writes what it took at most, in bytes, where METSUKE_TEST_PEAK says.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const { METSUKE_TEST_PEAK: file } = process.env;
if (isMainThread && file !== undefined) {
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1024)));
}
