import { MetsukeError } from './errors.ts';
import { say } from './say.ts';

/** Throws when a file is of a later format than this version reads; what is no number is judged elsewhere. */
export function refuseNewer(file: string, found: unknown, known: number): void {
  if (typeof found !== 'number' || found <= known) return;
  throw new MetsukeError('format-newer', newerMessage(file, found, known), { hint: UPDATE });
}

export function newerMessage(file: string, found: number, known: number): string {
  return say`${file} was written by a newer Metsuke (format ${found}; this one reads ${known}).`;
}

export const UPDATE = say`Update Metsuke on this machine.`;
