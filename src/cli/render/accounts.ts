import type { Plan, SkippedAccount } from '../../engine/plan/plan.ts';
import { countOf, listOrCount } from './text.ts';

/** `7 accounts: 6 governed, 1 skipped (old-poc is suspended)` */
export function accountsLine({ total, governed, skipped }: Plan['accounts']): string {
  const skippedText = skipped.length > 0 ? `, ${skipped.length} skipped (${describeSkipped(skipped)})` : '';
  return `${countOf(total, 'account')}: ${governed.length} governed${skippedText}`;
}

/** `old-poc, dev2 are suspended; stg is excluded by metsuke.yaml`: every reason is told, many accounts are counted. */
export function describeSkipped(skipped: readonly SkippedAccount[]): string {
  const namesByWhy = new Map<string, string[]>();
  for (const { name, why } of skipped) namesByWhy.set(why, [...(namesByWhy.get(why) ?? []), name]);
  return [...namesByWhy]
    .map(([why, names]) => {
      const verb = names.length === 1 ? why : why.replace(/^is /, 'are ');
      return `${listOrCount(names, 3, 'accounts')} ${verb}`;
    })
    .join('; ');
}
