import { say } from '../domain/say.ts';
import { quote } from './text.ts';

/** `Did you mean "log"?`, or undefined when nothing is close. */
export function makeSuggestion(text: string, candidates: Iterable<string>): string | undefined {
  const best = closest(text, candidates);
  return best === undefined ? undefined : say`Did you mean ${quote(best)}?`;
}

/**
 * The candidate that was probably meant. A third of its characters may differ, whatever their case; one that the text
 * begins with (or the other way round) counts too, so that `loging` finds `log`.
 */
export function closest(text: string, candidates: Iterable<string>): string | undefined {
  const wanted = text.toLowerCase();
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = likelyDistance(wanted, candidate.toLowerCase());
    if (distance !== undefined && (best === undefined || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate;
}

function likelyDistance(wanted: string, candidate: string): number | undefined {
  const longer = Math.max(wanted.length, candidate.length);
  // Of one letter, nothing may differ: there would be nothing in common.
  const allowed = Math.min(Math.ceil(longer / 3), longer - 1);
  const isStart = isStartOfOther(wanted, candidate);
  if (!isStart && Math.abs(wanted.length - candidate.length) > allowed) return undefined;
  const distance = editDistance(wanted, candidate);
  return distance <= allowed || isStart ? distance : undefined;
}

function isStartOfOther(a: string, b: string): boolean {
  return (
    Math.min(a.length, b.length) >= 3 && Math.max(a.length, b.length) <= 64 && (a.startsWith(b) || b.startsWith(a))
  );
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = cell(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cell(beforePrevious, j - 2) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(replaced, swapped, cell(previous, j) + 1, cell(current, j - 1) + 1));
    }
    beforePrevious = previous;
    previous = current;
  }
  return cell(previous, b.length);
}

function cell(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
