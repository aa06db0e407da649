import type { AccountId } from '../../domain/ids.ts';
import { note } from '../../domain/say.ts';
import type { PlanInput } from './input.ts';
import type { Target } from './targets.ts';

const MOST_NAMED = 5;

/** `dev ap-northeast-1, stg ap-northeast-1 and 7 more` */
export function namePlaces(places: readonly Target[], { snapshot }: PlanInput): string {
  const nameOf = (id: AccountId): string => snapshot.accounts.find((account) => account.id === id)?.name ?? id;
  return nameFirst(places, ({ account, region }) => `${nameOf(account)} ${region}`);
}

/** The first ones of many, and how many more. */
export function nameFirst<T>(all: readonly T[], nameOf: (one: T) => string): string {
  const names = all.slice(0, MOST_NAMED).map(nameOf).join(', ');
  const more = all.length - MOST_NAMED;
  return more > 0 ? note`${names} and ${more} more` : names;
}
