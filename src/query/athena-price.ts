/** Dollars for each terabyte that is read, at least 10 MB a query. https://aws.amazon.com/athena/pricing/ (2026-11-25) */
const DOLLARS_PER_TERABYTE = 5;
const TERABYTE = 1024 ** 4;
const LEAST_BYTES = 10 * 1024 ** 2;

export function athenaCost(bytes: number): number {
  return (Math.max(bytes, LEAST_BYTES) / TERABYTE) * DOLLARS_PER_TERABYTE;
}
