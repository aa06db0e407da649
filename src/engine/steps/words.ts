import type { AccountId } from '../../domain/ids.ts';
import { retell, say } from '../../domain/say.ts';
import { countOf, listOrCount } from '../../domain/text/phrases.ts';
import type { Plan } from '../plan/plan.ts';
import type { InstanceChange, ResourceChange, ValueChange } from './change.ts';
import type { Detail, Sign } from './description.ts';

/** What the descriptions of several kinds say in the same words. */
export function nameOf(id: AccountId, plan: Plan): string {
  const all = [...plan.accounts.governed, ...plan.accounts.skipped];
  return all.find((account) => account.id === id)?.name ?? id;
}

export function whereOf(changes: readonly InstanceChange[], plan: Plan): string {
  const ids = [...new Set(changes.map(({ account }) => account))];
  const [only] = ids;
  if (only === undefined) return say`no account`;
  if (ids.length === 1) return nameOf(only, plan);
  return say`${ids.length} of ${countOf(plan.accounts.governed.length, 'account')}`;
}

export function regionsOf(changes: readonly InstanceChange[]): string {
  return listOrCount([...new Set(changes.map(({ region }) => region))], 2, 'regions');
}

export function removable(title: string, isRemoved: boolean): string {
  return isRemoved ? say`${title} (removal)` : title;
}

export function showChange({ path, from, to }: ValueChange): string {
  if (from === null) return `${told(path)}  + ${shorten(to ?? '')}`;
  if (to === null) return `${told(path)}  - ${shorten(from)}`;
  return `${told(path)} ${shorten(from)} → ${shorten(to)}`;
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : told(text);
}

/** One word is a name or a value of AWS, never a text. */
function told(text: string): string {
  return text.includes(' ') ? retell(text) : text;
}

export function isDangerous({ action, losesData, losses }: ResourceChange): boolean {
  return action === 'replace' || action === 'may-replace' || losesData || losses !== undefined;
}

const SIGNS: Readonly<Record<ResourceChange['action'], Sign>> = {
  add: '+',
  update: '~',
  replace: '!',
  'may-replace': '!',
  remove: '-',
  release: '-',
};

const WORDS: Readonly<Record<ResourceChange['action'], string>> = {
  add: say`added`,
  update: '',
  replace: say`REPLACED`,
  'may-replace': say`MAY BE REPLACED`,
  remove: say`removed`,
  release: say`kept in the account, managed no longer`,
};

export function resourceDetails(change: ResourceChange): readonly Detail[] {
  const tone = isDangerous(change) ? '!' : SIGNS[change.action];
  const data = change.losesData ? say`, WHAT IT HOLDS IS LOST` : '';
  const text = `${tone} ${change.logicalId} (${change.type}) ${WORDS[change.action]}${data}`.trimEnd();
  return [
    { text, depth: 1, tone },
    ...change.properties.map((property) => ({ text: showChange(property), depth: 2 as const, tone })),
  ];
}
