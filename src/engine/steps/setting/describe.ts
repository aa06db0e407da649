import { retell, say } from '../../../domain/say.ts';
import { clauses, listOrCount } from '../../../domain/text/phrases.ts';
import type { Plan } from '../../plan/plan.ts';
import { type Description, type Detail, NOWHERE } from '../description.ts';
import { nameOf, regionsOf, removable, showChange, whereOf } from '../words.ts';
import type { SettingStep, SettingTarget } from './step.ts';

const CALLS_PER_PLACE = 8;

export const settingDescription: Description<SettingStep> = {
  ...NOWHERE,
  instances: ({ targets }) => targets,
  calls: ({ targets }) => targets.length * CALLS_PER_PLACE,
  title: ({ title, action }) => removable(say`settings of ${title}`, action === 'restore'),
  sign: ({ action }) => (action === 'restore' ? '-' : '~'),
  row: (step, plan) => ({
    where: whereOf(step.targets, plan),
    regions: regionsOf(step.targets),
    why: whyOf(step),
  }),
  details: detailsOf,
};

function whyOf({ action, targets }: SettingStep): string {
  if (action === 'restore') return say`what was found before Metsuke comes back`;
  const told = [...new Set(targets.flatMap(({ culprits = [] }) => culprits))].slice(0, 2).map(retell);
  const names = [
    ...new Set(
      targets.flatMap(({ values, hidden = {}, givenBack }) => [
        ...Object.keys(values),
        ...Object.keys(hidden),
        ...givenBack,
      ]),
    ),
  ];
  return clauses([
    listOrCount(names, 4, 'settings'),
    ...(told.length > 0 ? [say`changed by hand: ${told.join('; ')}`] : []),
  ]);
}

const DETAILED_PLACES = 10;

/** Old and new value; places in which the same changes stand together. */
function detailsOf({ targets }: SettingStep, plan: Plan): readonly Detail[] {
  const same = new Map<string, SettingTarget[]>();
  for (const target of targets.filter(({ changes }) => changes.length > 0)) {
    const key = JSON.stringify(target.changes);
    same.set(key, [...(same.get(key) ?? []), target]);
  }
  const groups = [...same.values()];
  const rest = groups.length - DETAILED_PLACES;
  return [
    ...groups.slice(0, DETAILED_PLACES).flatMap((group) => [
      { text: placesOf(group, plan), depth: 1 as const, tone: 'plain' as const },
      ...(group[0]?.changes ?? []).map((change) => ({
        text: showChange(change),
        depth: 2 as const,
        tone: '~' as const,
      })),
    ]),
    ...(rest > 0 ? [{ text: say`and ${rest} more`, depth: 1 as const, tone: 'aside' as const }] : []),
  ];
}

function placesOf(targets: readonly SettingTarget[], plan: Plan): string {
  const accounts = [...new Set(targets.map(({ account }) => nameOf(account, plan)))];
  return `${listOrCount(accounts, 4, 'accounts')} (${regionsOf(targets)})`;
}
