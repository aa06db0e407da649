import pLimit from 'p-limit';

/** AWS Organizations answers about five reads a second; more at once only makes the SDK slow down. */
const ORGANIZATIONS_READS = 5;

export function makeAtMost(): <Value>(run: () => Promise<Value>) => Promise<Value> {
  return pLimit(ORGANIZATIONS_READS);
}
