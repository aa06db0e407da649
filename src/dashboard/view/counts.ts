import type { Posture } from '../posture/schema.ts';
import { summarize } from './summary.ts';

/** What the overview counts, and what is kept of a day. */
export const COUNTS = [
  'violations',
  'findings',
  'access',
  'unhealthy',
  'pending',
  'recordings',
  'exceptions',
  'gaps',
  'unpatched',
] as const;
export type CountName = (typeof COUNTS)[number];

export interface Counts {
  /** Null: not read. */
  readonly counts: Readonly<Record<CountName, number | null>>;
  /** Of these not all was counted. */
  readonly atLeast: readonly CountName[];
}

export function countsOf(posture: Posture): Counts {
  const { violations, findings, access, accounts, pending, recordings, exceptions, gaps, unpatched } =
    summarize(posture);
  return {
    counts: {
      violations: violations?.total ?? null,
      findings,
      access: access ?? null,
      unhealthy: accounts?.unhealthy ?? null,
      pending,
      recordings: recordings?.notOn ?? null,
      exceptions: exceptions?.ending ?? null,
      gaps,
      unpatched: unpatched?.critical ?? null,
    },
    atLeast: [
      ...(violations?.isAtLeast ? ['violations' as const] : []),
      ...(hasMissing(posture.findings) ? ['findings' as const] : []),
      ...(hasMissing(posture.access) ? ['access' as const] : []),
      ...(isPart(posture) ? ['unpatched' as const] : []),
    ],
  };
}

/** Some regions or analyzers were not read, or not to the end. */
function hasMissing(section: Posture['findings'] | Posture['access']): boolean {
  return section.state === 'read' && (section.missing.length > 0 || ('isCut' in section && section.isCut));
}

/** Some of what instances report could not be read. */
function isPart({ fleet }: Posture): boolean {
  return fleet.state === 'read' && fleet.skipped > 0;
}
