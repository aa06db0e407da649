import type { Blueprint, Setting } from '../../../blueprints/blueprint.ts';
import { SETTINGS_PARAMETER } from '../../../blueprints/setting-record.ts';
import { concerns, type Lead, serviceOf } from '../../../domain/disturbance.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { Json } from '../../../domain/json.ts';
import { note } from '../../../domain/say.ts';
import { readMemory } from '../../../domain/setting.ts';
import type { SettingToRead } from '../../observe/settings.ts';
import type { ObservedSetting } from '../../observe/snapshot.ts';
import { splitAccounts } from '../../plan/accounts.ts';
import { culprits } from '../../plan/culprit.ts';
import { lostIn, settingPart } from '../../plan/deep.ts';
import { deploymentContextOf, type PlanInput } from '../../plan/input.ts';
import { needsOf } from '../../plan/link.ts';
import { nameFirst } from '../../plan/place-names.ts';
import { entriesOfActive } from '../../plan/suspects.ts';
import { keyOf, oncePerPlace, placesGivenBack, type Target, targetsOf } from '../../plan/targets.ts';
import type { InstanceChange } from '../change.ts';
import { type Placed, stepIdOf } from '../placed.ts';
import { planStackSet } from '../stack-set/plan.ts';
import type { StackSetStep } from '../stack-set/step.ts';
import type { SettingStep, SettingTarget } from './step.ts';
import { waitsForLook } from './waiting.ts';
import { differs, textOf, valuesWanted } from './wanted.ts';

type StackSetChange = Pick<StackSetStep, 'title' | 'action' | 'instances'>;

/** Where something is to be set, and where it may have been changed. Nothing when all stacks are as they should be. */
export function settingsToRead(input: PlanInput): readonly SettingToRead[] {
  const accounts = splitAccounts(input);
  const { managementAccountId } = input.snapshot.organization;
  return lookedAt(input).flatMap(({ blueprint, ...around }) => {
    if (!blueprint.isEnabled(input.config)) return [];
    const change = planStackSet(blueprint, input, accounts);
    return wantedPlaces(change, { blueprint, ...around, input }).map(({ account, region }) => ({
      ...{ id: blueprint.id, account, region, isOwn: account === managementAccountId },
      wanted: valuesWanted(around.setting, { account, region }, input),
      memory: memoryOf(blueprint, input),
    }));
  });
}

/**
 * In front of the stacks that stand for what was set, so that a place that could not be set is tried again; what goes is
 * given back before its stacks go.
 */
export function planSettings(stackSets: readonly StackSetChange[], input: PlanInput): readonly Placed<SettingStep>[] {
  const set = lookedAt(input).flatMap((around) => {
    const { blueprint } = around;
    if (!blueprint.isEnabled(input.config)) return [];
    const change = stackSets.find(({ title }) => title === blueprint.id) ?? null;
    const here = { ...around, input };
    const targets = wantedPlaces(change, here).flatMap((place) => targetAt(place, here) ?? []);
    return stepFor('set', targets, blueprint, input).map((placed) => ({
      ...placed,
      step: { ...placed.step, ...lossesOf(targets, here) },
    }));
  });
  return [...set, ...planRestores(stackSets, input)];
}

export function planRestores(stackSets: readonly StackSetChange[], input: PlanInput): readonly Placed<SettingStep>[] {
  return input.blueprints.flatMap((blueprint) => {
    const change = stackSets.find(({ title }) => title === blueprint.id);
    if (blueprint.setting === undefined || change === undefined) return [];
    // Another place stands for a switch of the organization from now on: it stays as it is wanted.
    if (blueprint.setting.ofOrganization && change.action !== 'delete') return [];
    const places = placesGivenBack(change, blueprint, input);
    const targets = places.map((place) => ({ ...place, values: {}, givenBack: [], changes: [] }));
    return stepFor('restore', targets, blueprint, input);
  });
}

/** Where nobody could look: nothing is known there, and what is to be set is tried. */
export function settingFindings(input: PlanInput): readonly Finding[] {
  const groups = new Map<string, ObservedSetting[]>();
  for (const one of input.snapshot.settings ?? []) {
    if (one.values !== null) continue;
    const key = `${one.id} ${one.unseen?.replaceAll(one.account, '')}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((places) => ({
    severity: 'warning',
    code: 'unknown',
    message: note`What ${places[0]?.id} would change in ${nameFirst(accountsOf(places), String)} is unknown: ${places[0]?.unseen}`,
    hint: isWaiting(places[0]?.id, input)
      ? note`Nothing is changed there before a plan has shown what goes: apply what makes it visible, then plan again.`
      : note`The role ${input.config.stackSets.bootstrapRole} is needed there.`,
  }));
}

function isWaiting(id: string | undefined, { blueprints }: PlanInput): boolean {
  return blueprints.some((blueprint) => blueprint.id === id && blueprint.setting?.onlyAsShown === true);
}

function accountsOf(places: readonly Target[]): readonly string[] {
  return [...new Set(places.map(({ account }) => account))];
}

/** A setting with what was seen of it: once for all of its places. */
interface Looked {
  readonly blueprint: Blueprint;
  readonly setting: Setting;
  /** Calls that change it, as events told of them, or a look at every account. */
  readonly calls: readonly Lead[];
  readonly observed: ReadonlyMap<string, ObservedSetting>;
}

type Around = Looked & { readonly input: PlanInput };

function lookedAt(input: PlanInput): readonly Looked[] {
  const entries = entriesOfActive(input);
  return input.blueprints.flatMap((blueprint) => {
    const { id, setting } = blueprint;
    if (setting === undefined) return [];
    const observed = (input.snapshot.settings ?? []).filter((one) => one.id === id);
    return [
      {
        blueprint,
        setting,
        calls: entries.filter((entry) => isCallOn(setting, entry)),
        observed: new Map(observed.map((one) => [keyOf(one), one])),
      },
    ];
  });
}

function isCallOn({ calls, callsOfRoot = {} }: Setting, entry: Lead): boolean {
  const service = serviceOf(entry);
  const call = entry.call.slice(service.length + 1);
  return [calls, callsOfRoot].some((known) => known[service]?.includes(call) ?? false);
}

/** Where stacks come or change, where an event told of a call, and where a look at every account found a difference. */
function wantedPlaces(
  change: StackSetChange | null,
  { blueprint, input, ...around }: Around,
): readonly InstanceChange[] {
  const { create = [], update = [], delete: removed = [] } = change?.instances ?? {};
  const gone = new Set(removed.map(keyOf));
  const told =
    around.calls.length === 0
      ? []
      : targetsOf(blueprint, input, splitAccounts(input))
          .filter((target) => callsAt(target, around).length > 0)
          .map((target) => ({ ...target, reason: 'drifted' as const }));
  const lost = lostIn(input, settingPart(blueprint.id)).map(({ account, region, reason }) => ({
    account,
    region,
    reason,
  }));
  return oncePerPlace([...create, ...update, ...told, ...lost]).filter((place) => !gone.has(keyOf(place)));
}

function callsAt(
  { account, region }: Target,
  { calls, setting: { ofOrganization } }: Pick<Looked, 'calls' | 'setting'>,
): readonly Lead[] {
  return calls.filter(
    (entry) =>
      (ofOrganization === true || entry.account === account) && concerns(entry, { service: serviceOf(entry), region }),
  );
}

/** Null: it is as it should be, or waits for a look. */
function targetAt(place: InstanceChange, around: Around): SettingTarget | null {
  const { blueprint, setting, observed, input } = around;
  if (waitsForLook(blueprint, place, input)) return null;
  const { account, region, reason } = place;
  const wanted = valuesWanted(setting, place, input);
  const { values: found = null, remembered = null } = observed.get(keyOf(place)) ?? {};
  const names = remembered === null ? formerNames(blueprint, input) : Object.keys(remembered);
  const givenBack = names.filter((name) => !(name in wanted));
  const differing = Object.entries(wanted).filter(([name]) => differs(found, wanted, name));
  if (differing.length === 0 && givenBack.length === 0) return null;
  const [open, hidden] = partition(differing, ([name]) => !setting.hidden?.includes(name));
  const shown = (name: string, value: Json | undefined): string | null =>
    value !== undefined && value !== null && setting.hidden?.includes(name) ? HIDDEN : textOf(value);
  return {
    ...{ account, region, reason },
    values: Object.fromEntries(open),
    ...(hidden.length > 0 && {
      hidden: Object.fromEntries(hidden.map(([name, value]) => [name, input.fingerprint(JSON.stringify(value))])),
    }),
    givenBack,
    changes:
      found === null
        ? []
        : [
            ...differing.map(([path, to]) => ({ path, from: shown(path, found[path]), to: shown(path, to) })),
            ...givenBack.map((path) => ({ path, from: note`set by Metsuke`, to: shown(path, remembered?.[path]) })),
          ],
    ...(reason === 'drifted' && culprits(callsAt(place, around), [...new Set(callsAt(place, around).map(serviceOf))])),
  };
}

/** Values behind the fingerprints of a plan, as JSON. They are the same in every place. */
export function hiddenValues(input: PlanInput): readonly string[] {
  const context = deploymentContextOf(input);
  const place = { account: context.managementAccountId, region: input.config.homeRegion, isHome: true };
  return input.blueprints.flatMap(({ setting, isEnabled }) => {
    if (!setting?.hidden || !isEnabled(input.config)) return [];
    const wanted = setting.wanted(context, place);
    return setting.hidden.flatMap((name) => (name in wanted ? [JSON.stringify(wanted[name])] : []));
  });
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): readonly [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

const HIDDEN = '(hidden)';

function memoryOf({ id }: Blueprint, { config }: Pick<PlanInput, 'config'>): string {
  return `/metsuke/${config.resourcePrefix}/found/${id}`;
}

/** Where nobody could look: what the stacks of the last run stood for. */
function formerNames({ stackName }: Blueprint, { snapshot }: PlanInput): readonly string[] {
  const text = snapshot.stackSets.find(({ name }) => name === stackName)?.parameters[SETTINGS_PARAMETER] ?? '';
  return Object.keys(readMemory(text) ?? {});
}

/** Where nobody could look, what is to be set may lose what is there. */
function lossesOf(
  targets: readonly SettingTarget[],
  { setting: { lossOf }, observed }: Around,
): Pick<SettingStep, 'losses'> {
  const told = targets.flatMap((target) => {
    const found = observed.get(keyOf(target))?.values;
    const set = Object.entries(target.values).map(([name, to]) =>
      lossOf?.({ kind: 'set', name, to, from: found ? (found[name] ?? null) : undefined }),
    );
    return [...set, ...target.givenBack.map((name) => lossOf?.({ kind: 'given-back', name }))];
  });
  const losses = [...new Set(told)].filter((loss) => typeof loss === 'string');
  return losses.length > 0 ? { losses } : {};
}

function stepFor(
  action: SettingStep['action'],
  targets: readonly SettingTarget[],
  blueprint: Blueprint,
  { config, snapshot, blueprints }: PlanInput,
): readonly Placed<SettingStep>[] {
  if (targets.length === 0) return [];
  const { id } = blueprint;
  const step = {
    kind: 'setting' as const,
    id: settingId(blueprint, action),
    title: id,
    action,
    memory: memoryOf(blueprint, { config }),
    throughRole: config.stackSets.bootstrapRole,
    ownAccount: snapshot.organization.managementAccountId,
    targets,
    ...(blueprint.setting?.onlyAsShown && { onlyAsShown: true as const }),
  };
  // What is set later may need it to be given back.
  const dependents = blueprints.filter(({ dependsOn }) => dependsOn.includes(id));
  const after = action === 'set' ? needsOf({ title: id }, blueprints) : dependents.map((one) => settingId(one, action));
  return [{ step, after, before: [stepIdOf(blueprint)] }];
}

function settingId({ id }: Pick<Blueprint, 'id'>, action: SettingStep['action']): string {
  return `setting:${id}:${action}`;
}
