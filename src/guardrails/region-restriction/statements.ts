import type { JsonObject } from '../../domain/json.ts';
import { covers, overlap } from './action-pattern.ts';

/** What works in some regions besides the allowed ones. */
export interface Grant {
  readonly actions: readonly string[];
  readonly regions: readonly string[];
}

export interface Restriction {
  /** Where everything works. */
  readonly allowedRegions: readonly string[];
  /** Actions that work in every region. */
  readonly everywhere: readonly string[];
  readonly grants: readonly Grant[];
  /** What a statement asks besides the region; of one that is about a list of actions, about this list. */
  conditionOf(actions?: readonly string[]): JsonObject;
}

/**
 * Deny statements that let an action pass in a region exactly when the region is allowed, the action works everywhere, or
 * a grant names both. Nothing lifts a Deny, so each statement must leave out what another one lets pass:
 *
 * - An action of a grant leaves the first statement and gets one of its own, which knows its regions. That is short.
 * - It would be wrong for an action that another list names too: `s3:*` in one region beside `s3:ListAllMyBuckets` in all.
 *   There the regions leave the first statement and get one of their own, which repeats the list with the action in it.
 */
export function makeStatements({
  allowedRegions,
  everywhere,
  grants,
  conditionOf,
}: Restriction): readonly JsonObject[] {
  const global = withoutCovered(everywhere);
  const { own, shared } = sortGrants(grants, { allowedRegions, global });
  const passing = [...global, ...own.map(({ action }) => action)];
  const apart = [...new Set(shared.flatMap(({ regions }) => regions))];
  const sharedIn = (region: string) =>
    shared.filter(({ regions }) => regions.includes(region)).map(({ action }) => action);
  const rules = [
    { NotAction: passing, ...outside([...allowedRegions, ...apart]) },
    ...groups(apart, sharedIn).map(([actions, regions]) => ({
      NotAction: [...passing, ...actions],
      ...inside(regions),
    })),
    ...groups(own, ({ regions }) => regions).map(([regions, members]) => ({
      Action: members.map(({ action }) => action),
      ...outside([...allowedRegions, ...regions]),
    })),
  ];
  return rules.map(({ where, ...about }, index) => ({
    Sid: `RegionRestriction${index === 0 ? '' : index + 1}`,
    Effect: 'Deny',
    ...about,
    Resource: '*',
    Condition: { ...where, ...conditionOf('Action' in about ? about.Action : undefined) },
  }));
}

interface GrantedAction {
  readonly action: string;
  /** Sorted, none of them allowed. */
  readonly regions: readonly string[];
}

/** `own`: no other list has an action that it names. */
function sortGrants(
  grants: readonly Grant[],
  { allowedRegions, global }: { readonly allowedRegions: readonly string[]; readonly global: readonly string[] },
): { readonly own: readonly GrantedAction[]; readonly shared: readonly GrantedAction[] } {
  const granted = grantedActions(grants, allowedRegions).filter(
    ({ action }) => !global.some((wide) => covers(wide, action)),
  );
  const isShared = ({ action, regions }: GrantedAction): boolean =>
    global.some((other) => overlap(other, action)) ||
    granted.some((other) => other.regions.join() !== regions.join() && overlap(other.action, action));
  return { own: granted.filter((one) => !isShared(one)), shared: granted.filter(isShared) };
}

/** Each action once, with the regions of all its grants. */
function grantedActions(grants: readonly Grant[], allowedRegions: readonly string[]): readonly GrantedAction[] {
  const actions = [...new Set(grants.flatMap((grant) => grant.actions))];
  return actions
    .map((action) => {
      const regions = grants.filter((grant) => grant.actions.includes(action)).flatMap((grant) => grant.regions);
      return { action, regions: [...new Set(regions)].filter((region) => !allowedRegions.includes(region)).sort() };
    })
    .filter(({ regions }) => regions.length > 0);
}

/** In the order of the list; of two that name the same the first. */
function withoutCovered(actions: readonly string[]): readonly string[] {
  return actions.filter(
    (action, index) =>
      !actions.some(
        (other, place) => place !== index && covers(other, action) && (place < index || !covers(action, other)),
      ),
  );
}

function groups<T>(
  members: readonly T[],
  keyOf: (member: T) => readonly string[],
): readonly (readonly [key: readonly string[], members: readonly T[]])[] {
  const found = new Map<string, [readonly string[], T[]]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = found.get(key.join()) ?? [key, []];
    group[1].push(member);
    found.set(key.join(), group);
  }
  return [...found.values()];
}

function outside(regions: readonly string[]) {
  return { where: { StringNotEquals: { 'aws:RequestedRegion': regions } } };
}

function inside(regions: readonly string[]) {
  return { where: { StringEquals: { 'aws:RequestedRegion': regions } } };
}
