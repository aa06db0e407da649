import type { Blueprint } from '../../blueprints/blueprint.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Judgement } from '../../domain/occupant.ts';
import { note } from '../../domain/say.ts';
import type { PlaceToLookAt } from '../observe/occupants.ts';
import type { ObservedPlace } from '../observe/snapshot.ts';
import { splitAccounts } from './accounts.ts';
import { deploymentContextOf, type PlanInput } from './input.ts';
import { namePlaces } from './place-names.ts';
import { failedLastTime, keyOf, type Target, targetsOf } from './targets.ts';

/**
 * Where a thing of which AWS keeps one is to be deployed first, or failed to be. Everywhere else ours is there: a plan
 * without changes looks at no account.
 */
export function placesToLookAt(input: PlanInput): readonly PlaceToLookAt[] {
  const accounts = splitAccounts(input);
  const { managementAccountId } = input.snapshot.organization;
  return input.blueprints.flatMap((blueprint) => {
    const { occupied } = blueprint;
    if (occupied === undefined || !blueprint.isEnabled(input.config)) return [];
    const observed = input.snapshot.stackSets.find(({ name }) => name === blueprint.stackName);
    const ours = new Set(observed?.instances.filter((one) => !failedLastTime(one)).map(keyOf));
    return targetsOf(blueprint, input, accounts)
      .filter((target) => !ours.has(keyOf(target)))
      .map((target) => ({
        ...target,
        blueprint: blueprint.id,
        kind: occupied.by,
        isOwn: target.account === managementAccountId,
      }));
  });
}

export function isOccupied(blueprint: Blueprint, target: Target, input: PlanInput): boolean {
  const place = input.snapshot.occupants.find((one) => one.blueprint === blueprint.id && keyOf(one) === keyOf(target));
  const judgement = place === undefined ? null : judge(place, input);
  return judgement !== null && judgement.keepsNothingOut !== true;
}

/** What stands where, one finding for all places about which the same is to be said. */
export function occupantFindings(input: PlanInput): readonly Finding[] {
  const judged = new Map<string, { readonly judgement: Judgement; readonly places: ObservedPlace[] }>();
  for (const place of input.snapshot.occupants) {
    const judgement = judge(place, input);
    if (judgement === null) continue;
    const same = judged.get(judgement.message) ?? { judgement, places: [] };
    same.places.push(place);
    judged.set(judgement.message, same);
  }
  const occupied = [...judged.values()].map(({ judgement, places }): Finding => {
    const { isGoodEnough, message, hint } = judgement;
    return {
      severity: isGoodEnough ? 'info' : 'warning',
      code: 'occupied',
      message: `${namePlaces(places, input)}: ${message}`,
      ...(hint ? { hint } : {}),
    };
  });
  return [...occupied, ...unseenFindings(input)];
}

/** What deploying a blueprint takes from what somebody else has set. */
export function lossesByOccupants({ id }: Blueprint, input: PlanInput): readonly string[] {
  const places = new Map<string, ObservedPlace[]>();
  for (const place of input.snapshot.occupants) {
    const loss = place.blueprint === id ? judge(place, input)?.loss : undefined;
    if (loss !== undefined) places.set(loss, [...(places.get(loss) ?? []), place]);
  }
  return [...places].map(([loss, at]) => `${namePlaces(at, input)}: ${loss}`);
}

function unseenFindings(input: PlanInput): readonly Finding[] {
  const groups = new Map<string, ObservedPlace[]>();
  for (const place of input.snapshot.occupants) {
    const { blueprint, account, unseen } = place;
    if (unseen === undefined) continue;
    const key = JSON.stringify([blueprint, unseen.replaceAll(account, '')]);
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()].flatMap((places) => {
    const [first] = places;
    if (first === undefined) return [];
    const message = note`Metsuke could not see whether something stands in the way of ${first.blueprint} in ${namePlaces(places, input)}: ${first.unseen}`;
    return [{ severity: 'info', code: 'not-looked-at', message }];
  });
}

function judge({ blueprint: id, occupant }: ObservedPlace, input: PlanInput): Judgement | null {
  const blueprint = input.blueprints.find((candidate) => candidate.id === id);
  if (occupant === null || blueprint?.occupied === undefined) return null;
  return blueprint.occupied.judge(occupant, deploymentContextOf(input));
}
