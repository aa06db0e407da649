import { say, sayCount } from '../say.ts';

/** `1 account`, `3 accounts` */
export const countOf = sayCount;

/** A few are named, many are counted. */
export function listOrCount(names: readonly string[], most: number, what: string): string {
  return names.length > most ? sayCount(names.length, what, what) : listed(names);
}

/** `dev, stg` */
export function listed(names: readonly string[]): string {
  return names.join(say`, `);
}

/** `new in dev; template changed` */
export function clauses(texts: readonly string[]): string {
  return texts.join(say`; `);
}

/** `1 m 05 s` */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return say`${seconds} s`;
  return say`${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, '0')} s`;
}

/** Of 1,000,000 bytes: `12.3` */
export function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
