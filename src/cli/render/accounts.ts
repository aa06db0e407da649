import { retell, say } from '../../domain/say.ts';
import { clauses, countOf, listOrCount } from '../../domain/text/phrases.ts';
import type { Plan, SkippedAccount } from '../../engine/plan/plan.ts';

/** `7 accounts: 6 governed, 1 skipped (old-poc is suspended)` */
export function accountsLine({ total, governed, skipped }: Plan['accounts']): string {
  const all = countOf(total, 'account');
  return skipped.length > 0
    ? say`${all}: ${governed.length} governed, ${skipped.length} skipped (${describeSkipped(skipped)})`
    : say`${all}: ${governed.length} governed`;
}

/** `old-poc, dev2 are suspended; stg is excluded by metsuke.yaml`: every reason is told, many accounts are counted. */
export function describeSkipped(skipped: readonly SkippedAccount[]): string {
  const namesByWhy = new Map<string, string[]>();
  for (const { name, why } of skipped) namesByWhy.set(why, [...(namesByWhy.get(why) ?? []), name]);
  return clauses(
    [...namesByWhy].map(([why, names]) => {
      const told = retell(why);
      const verb = names.length === 1 ? told : told.replace(/^is /, 'are ');
      return say`${listOrCount(names, 3, 'accounts')} ${verb}`;
    }),
  );
}
