import { regionsOf } from '../../../blueprints/blueprint.ts';
import { exportBucketName, GUARD_DUTY_EXPORT } from '../../../capabilities/guard-duty/names.ts';
import type { Finding } from '../../../domain/finding.ts';
import { type AccountId, partitionOf } from '../../../domain/ids.ts';
import { note } from '../../../domain/say.ts';
import type { AdministeredGuardDuty, ObservedGuardDuty, SuppressionFilter } from '../../observe/guard-duty.ts';
import { BLUEPRINT_TAG } from '../../plan/definition.ts';
import type { PlanInput } from '../../plan/input.ts';
import { diffValues } from '../../plan/value-diff.ts';
import type { ValueChange } from '../change.ts';
import type { Placed } from '../placed.ts';
import type { GuardDutySettings, GuardDutyStep } from './step.ts';

type Planned = Omit<GuardDutyStep, 'dependsOn'>;

/** What marks a detector of the administrator as ours: without it, nothing is ever switched off. */
const TAGS = { [BLUEPRINT_TAG]: 'guardduty' };

/** One step for each region in which something differs. */
export function planGuardDuty(input: PlanInput): readonly Placed<GuardDutyStep>[] {
  const { config, snapshot } = input;
  const wanted = config.guardDuty.enabled ? regionsOf({ regions: 'governed' }, config) : [];
  return snapshot.guardDuty.flatMap((observed) => {
    const isWanted = wanted.includes(observed.region);
    const step = isWanted ? planRegion(observed, input) : planRemoval(observed, input);
    return step === null ? [] : [placeOf(step)];
  });
}

/** Findings are exported to what that stack set makes. */
const EXPORT_ID = `stack-set:${GUARD_DUTY_EXPORT}`;

function placeOf(step: Planned): Placed<GuardDutyStep> {
  const around = [EXPORT_ID];
  return step.action === 'disable' ? { step, after: [], before: around } : { step, after: around, before: [] };
}

/** Whatever is configured: a destroy. */
export function planGuardDutyRemovals(input: PlanInput): readonly Planned[] {
  return input.snapshot.guardDuty.flatMap((observed) => planRemoval(observed, input) ?? []);
}

/** Where nobody could look, switched on or off: nothing is planned there, and nothing is known to be well. */
export function guardDutyUnknown({ config, snapshot }: PlanInput): readonly Finding[] {
  const same = new Map<string, ObservedGuardDuty[]>();
  for (const one of snapshot.guardDuty.filter(({ unreadable }) => unreadable !== null)) {
    const key = `${one.administrator} ${one.unreadable?.replaceAll(one.region, '')}`;
    same.set(key, [...(same.get(key) ?? []), one]);
  }
  return [...same.values()].map((ones): Finding => {
    const regions = ones.map(({ region }) => region).join(', ');
    const administrator = ones[0]?.administrator ?? null;
    const reason = ones[0]?.unreadable;
    return {
      severity: 'warning',
      code: 'unknown',
      message:
        administrator === null
          ? note`GuardDuty cannot be asked in ${regions}; nothing is known or changed there: ${reason}`
          : note`GuardDuty cannot be looked at in ${administrator} in ${regions}; nothing is known or changed there: ${reason}`,
      ...(administrator !== null && { hint: note`The role ${config.stackSets.bootstrapRole} is needed there.` }),
    };
  });
}

/** Somebody else's administration is nothing to take over silently. */
export function guardDutyFindings(input: PlanInput): readonly Finding[] {
  return [...administeredByOthers(input), ...guardDutyUnknown(input)];
}

function administeredByOthers({ config, snapshot, references }: PlanInput): readonly Finding[] {
  if (!config.guardDuty.enabled) return [];
  const governed = regionsOf({ regions: 'governed' }, config);
  return snapshot.guardDuty
    .filter(({ region }) => governed.includes(region))
    .flatMap(({ region, administrator }): readonly Finding[] => {
      if (administrator !== null && administrator !== references.auditAccountId) {
        const message = note`GuardDuty of the organization is administered by ${administrator} in ${region}, not by the audit account ${references.auditAccountId}.`;
        const hint = note`Make it the audit account (accounts.audit); or set guardDuty.enabled to false; or take it away, which ends its members' monitoring by it: aws guardduty disable-organization-admin-account --admin-account-id ${administrator} --region ${region}`;
        return [{ severity: 'error', code: 'guardduty-administrator', message, hint }];
      }
      return [];
    });
}

function planRegion(observed: ObservedGuardDuty, input: PlanInput): Planned | null {
  const { administrator, administered, unreadable, region } = observed;
  if (unreadable !== null || (administrator !== null && administrator !== input.references.auditAccountId)) return null;
  const settings = makeSettings(region, input);
  const everybody = membersWanted(input);
  if (administered === null) return makeStep({ observed, input, settings, action: 'enable', enroll: everybody });
  const enroll = everybody.filter((account) => !administered.members.includes(account));
  const removeFilters = filtersOfOurs(administered, input).filter(
    (name) => !settings.filters.some((one) => one.name === name),
  );
  const changes = [
    ...diffSettings(administered, settings),
    ...(observed.managementDetector
      ? []
      : [{ path: note`management account`, from: null, to: note`its own detector` }]),
    ...removeFilters.map((name) => ({ path: `filter ${name}`, from: 'archives', to: null })),
  ];
  if (changes.length + enroll.length === 0) return null;
  const step = makeStep({ observed, input, settings, action: 'update', enroll });
  return { ...step, ...lossesIn(administered, settings, region), removeFilters, changes };
}

/** Less is detected, or what is found is kept nowhere for long. A detector that AWS has made a moment ago detects for nobody yet. */
function lossesIn(
  { detector, features, exportedTo, members }: AdministeredGuardDuty,
  settings: GuardDutySettings,
  region: string,
): Pick<GuardDutyStep, 'losses'> {
  if (detector.tags[BLUEPRINT_TAG] === undefined && members.length === 0) return {};
  const gone = [...new Set([...detector.features, ...features])].filter((one) => !settings.features.includes(one));
  const losses = [
    ...(gone.length > 0 ? [note`GuardDuty detects in ${region} without ${gone.join(', ')}`] : []),
    ...(exportedTo !== null && settings.exportTo === null
      ? [note`findings of GuardDuty in ${region} reach the archive no longer`]
      : []),
  ];
  return losses.length > 0 ? { losses } : {};
}

/** Suspended accounts have nothing to watch; the administrator is no member of itself. */
function membersWanted({ snapshot, references }: PlanInput): readonly AccountId[] {
  return snapshot.accounts
    .filter(({ id, state }) => state === 'ACTIVE' && id !== references.auditAccountId)
    .map(({ id }) => id);
}

function makeSettings(region: string, { config, references }: PlanInput): GuardDutySettings {
  const { features, runtimeAgents, findingFrequency, suppress } = config.guardDuty;
  const bucket = exportBucketName(config, references.logAccountId, region);
  return {
    // An agent without its feature is none.
    features: [...features, ...(features.includes('RUNTIME_MONITORING') ? runtimeAgents : [])].sort(),
    findingFrequency,
    filters: suppress.map(({ name, reason, criteria }) => ({
      name: `${config.resourcePrefix}-${name}`,
      description: reason,
      criterion: Object.fromEntries(
        Object.entries(criteria).map(([field, condition]) => [field, inAwsWords(condition)]),
      ),
    })),
    exportTo: config.guardDuty.export
      ? {
          bucketArn: `arn:${partitionOf(config.homeRegion)}:s3:::${bucket}`,
          account: references.logAccountId,
          stackSet: GUARD_DUTY_EXPORT,
        }
      : null,
  };
}

type Condition = PlanInput['config']['guardDuty']['suppress'][number]['criteria'][string];

function inAwsWords({ equals, notEquals, greaterThanOrEqual, lessThan }: Condition) {
  return {
    ...(equals && { Equals: equals }),
    ...(notEquals && { NotEquals: notEquals }),
    ...(greaterThanOrEqual !== undefined && { GreaterThanOrEqual: greaterThanOrEqual }),
    ...(lessThan !== undefined && { LessThan: lessThan }),
  };
}

function filtersOfOurs({ filters }: AdministeredGuardDuty, { config }: PlanInput): readonly string[] {
  return filters.map(({ name }) => name).filter((name) => name.startsWith(`${config.resourcePrefix}-`));
}

function diffSettings(observed: AdministeredGuardDuty, settings: GuardDutySettings): readonly ValueChange[] {
  const { detector, autoEnable, features, exportedTo, filters } = observed;
  return [
    ...diffValues(detector.enabled, true, 'detector'),
    ...diffValues(detector.tags[BLUEPRINT_TAG], TAGS[BLUEPRINT_TAG], note`managed by Metsuke`),
    ...diffValues(autoEnable, 'ALL', note`new accounts`),
    ...diffFeatures([detector.features, features], settings.features),
    ...diffValues(detector.findingFrequency, settings.findingFrequency, 'findingFrequency'),
    ...diffValues(exportedTo ?? undefined, settings.exportTo?.bucketArn, 'export'),
    ...settings.filters.flatMap((filter) =>
      diffFilter(
        filters.find(({ name }) => name === filter.name),
        filter,
      ),
    ),
  ];
}

/** Of the administrator, and what it gives to others: they are the same unless somebody changed one of them. */
function diffFeatures(observed: readonly (readonly string[])[], wanted: readonly string[]): readonly ValueChange[] {
  const different = observed.find((features) => features.join() !== wanted.join());
  return different ? [{ path: 'features', from: listed(different), to: listed(wanted) }] : [];
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? note`foundational only` : names.join(', ');
}

function diffFilter(observed: SuppressionFilter | undefined, wanted: SuppressionFilter): readonly ValueChange[] {
  if (!observed) return [{ path: `filter ${wanted.name}`, from: null, to: wanted.description }];
  return [
    ...diffValues(observed.description, wanted.description, `filter ${wanted.name}.description`),
    ...diffValues(observed.criterion, wanted.criterion, `filter ${wanted.name}`),
  ];
}

/** Only what was marked as ours; or what an interrupted removal left behind, an administrator without a detector. */
function planRemoval(observed: ObservedGuardDuty, input: PlanInput): Planned | null {
  const { administrator, administered, unreadable, region } = observed;
  if (administrator === null || unreadable !== null) return null;
  const isOurs = administered
    ? administered.detector.tags[BLUEPRINT_TAG] !== undefined
    : administrator === input.references.auditAccountId;
  if (!isOurs) return null;
  const settings = { ...makeSettings(region, input), exportTo: null };
  const step = makeStep({ observed, input, settings, action: 'disable', enroll: [] });
  return {
    ...step,
    administrator,
    release: membersWanted(input),
    ...(administered && { losses: [note`GuardDuty detects threats in ${region} no longer`] }),
  };
}

interface StepInput {
  readonly observed: ObservedGuardDuty;
  readonly input: PlanInput;
  readonly settings: GuardDutySettings;
  readonly action: GuardDutyStep['action'];
  readonly enroll: readonly AccountId[];
}

function makeStep({ observed: { region }, input, settings, action, enroll }: StepInput): Planned {
  return {
    kind: 'guard-duty',
    id: `guard-duty:${region}`,
    title: 'guardduty',
    action,
    region,
    administrator: input.references.auditAccountId,
    managementAccount: input.snapshot.organization.managementAccountId,
    throughRole: input.config.stackSets.bootstrapRole,
    tags: TAGS,
    settings,
    enroll,
    release: [],
    removeFilters: [],
    changes: [],
  };
}
