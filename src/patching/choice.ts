import type { Severity } from '../capabilities/patching/rules.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { Instance } from '../sessions/instance.ts';

/** Which patches are installed. */
export type PatchChoice =
  /** What the baseline of each instance approves today. */
  | { readonly by: 'baseline' }
  /** Security patches of these severities, however new. */
  | { readonly by: 'severity'; readonly severities: readonly Severity[] }
  /** These, whatever baselines say. */
  | { readonly by: 'patch'; readonly patches: readonly string[] };

/** A baseline names so many. */
const MOST_PATCHES = 50;
const LONGEST_PATCH = 100;

export function parseChoice({
  patch = [],
  severity = [],
}: {
  readonly patch?: readonly string[];
  readonly severity?: readonly Severity[];
}): PatchChoice {
  if (severity.length > 0) return { by: 'severity', severities: [...new Set(severity)] };
  if (patch.length === 0) return { by: 'baseline' };
  const patches = [...new Set(patch)];
  const wrong = patches.find((id) => id === '' || id.length > LONGEST_PATCH || /\s/.test(id));
  if (wrong !== undefined) {
    throw new MetsukeError('usage', say`--patch "${wrong}" names no patch.`, {
      hint: say`Write a CVE, an advisory (ALAS2023-2026-100), a package (openssl*) or, for Windows, a KB number.`,
    });
  }
  if (patches.length > MOST_PATCHES) {
    throw new MetsukeError('usage', say`${patches.length} patches are named; ${MOST_PATCHES} go into one run.`, {
      hint: say`Run it several times, or choose by --severity.`,
    });
  }
  return { by: 'patch', patches };
}

export function patchesFor(platform: Instance['platform'], patches: readonly string[]): readonly string[] {
  return patches.filter((id) => /^KB\d+$/i.test(id) === (platform === 'Windows'));
}

/** False where no patch that is named exists for its kind of system. */
export function isConcerned({ platform }: Instance, choice: PatchChoice): boolean {
  return choice.by !== 'patch' || patchesFor(platform, choice.patches).length > 0;
}
