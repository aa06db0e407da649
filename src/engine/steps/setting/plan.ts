import type { Blueprint, Setting } from '../../../blueprints/blueprint.ts';
import { SETTINGS_PARAMETER } from '../../../blueprints/setting-record.ts';
import { concerns, type Lead, serviceOf } from '../../../domain/disturbance.ts';
import type { Finding } from '../../../domain/finding.ts';
import { note } from '../../../domain/say.ts';
import { readMemory } from '../../../domain/setting.ts';
import type { SettingToRead } from '../../observe/settings.ts';
import { splitAccounts } from '../../plan/accounts.ts';
import { culprits } from '../../plan/culprit.ts';
import { lostIn, settingPart } from '../../plan/deep.ts';
import type { PlanInput } from '../../plan/input.ts';
import { entriesOfActive } from '../../plan/suspects.ts';
import { type Target, targetsOf } from '../../plan/targets.ts';
import type { InstanceChange } from '../change.ts';
import { type Placed, stepIdOf } from '../placed.ts';
import { planStackSet } from '../stack-set/plan.ts';
import type { StackSetStep } from '../stack-set/step.ts';
import type { SettingStep, SettingTarget } from './step.ts';
import { differs, valuesWanted } from './wanted.ts';

type StackSetChange = Pick<StackSetStep, 'title' | 'action' | 'instances'>;

/** Where something is to be set, and where it may have been changed. Nothing when all stacks are as they should be. */
export function settingsToRead(input: PlanInput): readonly SettingToRead[] {
  const accounts = splitAccounts(input);
  const { managementAccountId } = input.snapshot.organization;
  return withSetting(input).flatMap(({ blueprint, setting }) => {
    if (!blueprint.isEnabled(input.config)) return [];
    const change = planStackSet(blueprint, input, accounts);
    return wantedPlaces(blueprint, setting, change, input).map(({ account, region }) => ({
      ...{ id: blueprint.id, account, region, isOwn: account === managementAccountId },
      wanted: valuesWanted(setting, { account, region }, input),
      memory: memoryOf(blueprint, input),
    }));
  });
}

/**
 * In front of the stacks that stand for what was set, so that a place that could not be set is tried again; what goes is
 * given back before its stacks go.
 */
export function planSettings(stackSets: readonly StackSetChange[], input: PlanInput): readonly Placed<SettingStep>[] {
  const set = withSetting(input).flatMap(({ blueprint, setting }) => {
    if (!blueprint.isEnabled(input.config)) return [];
    const change = stackSets.find(({ title }) => title === blueprint.id) ?? null;
    const targets = wantedPlaces(blueprint, setting, change, input).flatMap(
      (place) => targetAt(place, { blueprint, setting, input }) ?? [],
    );
    return stepFor('set', targets, blueprint, input).map((placed) => ({
      ...placed,
      step: { ...placed.step, ...lossesOf(targets, setting, { blueprint, input }) },
    }));
  });
  return [...set, ...planRestores(stackSets, input)];
}

export function planRestores(stackSets: readonly StackSetChange[], input: PlanInput): readonly Placed<SettingStep>[] {
  return withSetting(input).flatMap(({ blueprint }) => {
    const change = stackSets.find(({ title }) => title === blueprint.id);
    const gone = change?.instances.delete ?? [];
    const left = gone.filter(({ reason, neverDeployed }) => reason !== 'left-organization' && neverDeployed !== true);
    const places = change?.action === 'delete' ? withoutStacks(left, blueprint, input) : left;
    const targets = places.map((place) => ({ ...place, values: {}, givenBack: [], changes: [] }));
    return stepFor('restore', targets, blueprint, input);
  });
}

/** A run that died, or whose stacks failed, may have set what no stack tells of. */
function withoutStacks(left: readonly InstanceChange[], blueprint: Blueprint, input: PlanInput) {
  const known = new Set(left.map(keyOf));
  const others = targetsOf(blueprint, input, splitAccounts(input)).filter((target) => !known.has(keyOf(target)));
  return [...left, ...others.map((target) => ({ ...target, reason: 'no-longer-targeted' as const }))];
}

/** Where nobody could look: nothing is known there, and what is to be set is tried. */
export function settingFindings({ snapshot, config }: PlanInput): readonly Finding[] {
  const unseen = (snapshot.settings ?? []).filter(({ values }) => values === null);
  const groups = new Map<string, { readonly id: string; readonly accounts: string[]; readonly reason: string }>();
  for (const { id, account, unseen: reason = '' } of unseen) {
    const key = `${id} ${reason.replaceAll(account, '')}`;
    const group = groups.get(key) ?? { id, accounts: [], reason };
    if (!group.accounts.includes(account)) group.accounts.push(account);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ id, accounts, reason }) => ({
    severity: 'warning',
    code: 'unknown',
    message: note`What ${id} would change in ${accounts.join(', ')} is unknown: ${reason}`,
    hint: note`The role ${config.stackSets.bootstrapRole} is needed there.`,
  }));
}

function withSetting({ blueprints }: PlanInput) {
  return blueprints.flatMap((blueprint) =>
    blueprint.setting === undefined ? [] : [{ blueprint, setting: blueprint.setting }],
  );
}

/** Where stacks come or change, where an event told of a call, and where a look at every account found a difference. */
function wantedPlaces(
  blueprint: Blueprint,
  setting: Setting,
  change: StackSetChange | null,
  input: PlanInput,
): readonly InstanceChange[] {
  const changed = [...(change?.instances.create ?? []), ...(change?.instances.update ?? [])];
  const gone = new Set((change?.instances.delete ?? []).map(keyOf));
  const told = targetsOf(blueprint, input, splitAccounts(input))
    .filter((target) => callsAt(target, setting, input).length > 0)
    .map((target) => ({ ...target, reason: 'drifted' as const }));
  const places = new Map<string, InstanceChange>();
  for (const place of [...changed, ...told, ...lostIn(input, settingPart(blueprint.id))])
    if (!gone.has(keyOf(place)) && !places.has(keyOf(place))) places.set(keyOf(place), place);
  return [...places.values()];
}

/** Calls that change what is set there, as events told of them, or a look at every account. */
function callsAt({ account, region }: Target, { calls }: Setting, input: PlanInput): readonly Lead[] {
  return entriesOfActive(input).filter((entry) => {
    const service = serviceOf(entry);
    const name = entry.call.slice(service.length + 1);
    return (
      entry.account === account && (calls[service]?.includes(name) ?? false) && concerns(entry, { service, region })
    );
  });
}

interface Around {
  readonly blueprint: Blueprint;
  readonly setting: Setting;
  readonly input: PlanInput;
}

/** Null: it is as it should be. */
function targetAt(place: InstanceChange, { blueprint, setting, input }: Around): SettingTarget | null {
  const { account, region, reason } = place;
  const wanted = valuesWanted(setting, place, input);
  const { values: found = null, remembered = null } = observedAt(place, blueprint, input) ?? {};
  const names = remembered === null ? formerNames(blueprint, input) : Object.keys(remembered);
  const givenBack = names.filter((name) => !(name in wanted));
  const differing = Object.entries(wanted).filter(([name]) => differs(found, wanted, name));
  if (differing.length === 0 && givenBack.length === 0) return null;
  return {
    ...{ account, region, reason },
    values: Object.fromEntries(differing),
    givenBack,
    changes:
      found === null
        ? []
        : [
            ...differing.map(([path, to]) => ({ path, from: textOf(found[path]), to: textOf(to) })),
            ...givenBack.map((path) => ({ path, from: note`set by Metsuke`, to: textOf(remembered?.[path]) })),
          ],
    ...(reason === 'drifted' && culprits(callsAt(place, setting, input), Object.keys(setting.calls))),
  };
}

function textOf(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

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
  { lossOf }: Setting,
  { blueprint, input }: Pick<Around, 'blueprint' | 'input'>,
): Pick<SettingStep, 'losses'> {
  const told = targets.flatMap((target) => {
    const found = observedAt(target, blueprint, input)?.values;
    const set = Object.entries(target.values).map(([name, to]) =>
      lossOf?.({ kind: 'set', name, to, from: found ? (found[name] ?? null) : undefined }),
    );
    return [...set, ...target.givenBack.map((name) => lossOf?.({ kind: 'given-back', name }))];
  });
  const losses = [...new Set(told)].filter((loss) => typeof loss === 'string');
  return losses.length > 0 ? { losses } : {};
}

function observedAt(place: Target, { id }: Blueprint, { snapshot }: PlanInput) {
  return snapshot.settings?.find((one) => one.id === id && keyOf(one) === keyOf(place));
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
    id: `setting:${id}:${action}`,
    title: id,
    action,
    memory: memoryOf(blueprint, { config }),
    throughRole: config.stackSets.bootstrapRole,
    ownAccount: snapshot.organization.managementAccountId,
    targets,
  };
  const needed = blueprints.filter((one) => blueprint.dependsOn.includes(one.id));
  return [{ step, after: action === 'set' ? needed.map(stepIdOf) : [], before: [stepIdOf(blueprint)] }];
}

function keyOf({ account, region }: Target): string {
  return `${account}/${region}`;
}
