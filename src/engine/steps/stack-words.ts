import type { AccountId } from '../../domain/ids.ts';
import { say } from '../../domain/say.ts';
import { clauses, listOrCount } from '../../domain/text/phrases.ts';
import type { Plan } from '../plan/plan.ts';
import type { DefinitionChanges, InstanceChange } from './change.ts';
import type { Detail } from './description.ts';
import { nameOf, resourceDetails, showChange } from './words.ts';

const REASONS: Readonly<Record<InstanceChange['reason'], (names: string) => string>> = {
  new: () => say`new`,
  'new-account': (names) => say`new in ${names}`,
  'role-is-there': (names) => say`the role is there in ${names}, and used`,
  'role-may-be-there': () => say`new, unless the role is there`,
  'template-changed': () => say`template changed`,
  'parameter-changed': () => say`parameters changed`,
  'settings-changed': () => say`settings changed`,
  outdated: (names) => say`outdated in ${names}`,
  'failed-last-time': (names) => say`failed last time in ${names}`,
  stopped: (names) => say`stopped in ${names}`,
  'stack-gone': (names) => say`stack deleted in ${names}`,
  'stack-stuck': (names) => say`stuck in ${names}`,
  drifted: (names) => say`changed by hand in ${names}`,
  'no-longer-targeted': (names) => say`no longer wanted in ${names}`,
  'left-organization': (names) => say`gone from the organization: ${names}`,
  destroy: () => say`removed`,
};

/** Why stacks change: parameters first, since a person changed them; then accounts by reason. */
export function whyOf(changes: DefinitionChanges, instances: readonly InstanceChange[], plan: Plan): string {
  const parameters = changes.parameters.map((change) => showChange(change));
  const byReason = new Map<InstanceChange['reason'], AccountId[]>();
  for (const { reason, account } of instances) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), account]);
  }
  const accounts = [...byReason]
    .filter(([reason]) => !(reason === 'parameter-changed' && parameters.length > 0))
    .map(([reason, ids]) => {
      const names = [...new Set(ids)].map((id) => nameOf(id, plan));
      return REASONS[reason](listOrCount(names, 3, 'accounts'));
    });
  return clauses([
    ...(parameters.length > 3 ? [say`${parameters.length} parameters changed`] : parameters),
    ...accounts,
  ]);
}

/** What changes in the settings and resources of a stack or stack set that is there. */
export function definitionDetails({ settings, resources }: DefinitionChanges): readonly Detail[] {
  return [
    ...settings.map((change) => ({ text: `~ ${showChange(change)}`, depth: 1 as const, tone: 'aside' as const })),
    ...resources.flatMap(resourceDetails),
  ];
}
