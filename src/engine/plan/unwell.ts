import type { Finding } from '../../domain/finding.ts';

/** Codes of warnings over which nothing is well: what is unknown, what is gone, what is stuck. */
const CODES: ReadonlySet<string> = new Set([
  'unknown',
  'not-checked',
  'does-not-work',
  'recording-gone',
  'stack-gone',
  'stack-stuck',
  'inoperable-instance',
  'bucket-gone',
]);

/** Over such a finding nobody may read, in a plan or in a status, that all is as it should be. */
export function isUnwell({ severity, code }: Pick<Finding, 'severity' | 'code'>): boolean {
  return severity === 'error' || CODES.has(code);
}
