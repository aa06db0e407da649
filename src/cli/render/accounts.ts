import type { SkippedAccount } from '../../engine/plan/plan.ts';
import { listOrCount } from './text.ts';

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
