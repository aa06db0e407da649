import { type Found, foundIn, serviceOfType } from '../../domain/disturbance.ts';
import type { DeepAnswer, ObservedDeep } from '../observe/deep.ts';
import type { InstanceChange } from '../steps/change.ts';
import type { PlanInput } from './input.ts';

/** Where a look at every account found what a plan can have a step for: asked exactly, as where an event told of something. */
export function foundDeep(deep: ObservedDeep | undefined): readonly Found[] {
  if (deep === undefined) return [];
  const found = new Map<string, Found>();
  const add = (account: string, region: string, type: string): void => {
    const one = foundIn(account, region, serviceOfType(type));
    found.set([account, region, one.call].join(' '), one);
  };
  for (const { account, region, part } of faultsFor(deep)) if (!isOfStep(part)) add(account, region, part);
  for (const { account, region, resources } of deep.drifts)
    for (const { type } of resources) add(account, region, type);
  return [...found.values()];
}

function faultsFor(deep: ObservedDeep | undefined): readonly DeepAnswer[] {
  return (deep?.answers ?? []).filter(({ state, isForPlan }) => state === 'fault' && isForPlan);
}

/** What no stack makes, and a step of its own restores. */
export const SERVICE_LINKED_ROLE = 'AWS::IAM::ServiceLinkedRole';
export const SESSION_DEFAULTS = 'AWS::SSM::Document';
const OF_STEPS: readonly string[] = [SERVICE_LINKED_ROLE, SESSION_DEFAULTS];
const SETTING = 'Metsuke::Setting::';

/** @param id of the blueprint whose stacks stand for what is set */
export function settingPart(id: string): string {
  return `${SETTING}${id}`;
}

/** Null: the part is no setting. */
export function settingOf(part: string): string | null {
  return part.startsWith(SETTING) ? part.slice(SETTING.length) : null;
}

function isOfStep(part: string): boolean {
  return OF_STEPS.includes(part) || settingOf(part) !== null;
}

/** Where something of a part is lost that a step of its own restores. */
export function lostIn({ snapshot }: PlanInput, part: string): readonly (InstanceChange & { readonly name: string })[] {
  return faultsFor(snapshot.deep)
    .filter((answer) => answer.part === part)
    .map(({ account, region, name }) => ({ account, region, name, reason: 'drifted' as const }));
}
