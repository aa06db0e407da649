import { type Lead, type RecordingPart, serviceOf } from '../../domain/disturbance.ts';
import type { Finding } from '../../domain/finding.ts';
import type { AccountId } from '../../domain/ids.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { RecordingToAsk } from '../observe/recording.ts';
import type { ObservedRecording } from '../observe/snapshot.ts';
import { isDone } from '../observe/stack-status.ts';
import { latestFirst } from '../observe/suspects.ts';
import type { TitledTarget } from '../steps/repair/step.ts';
import { culprit } from './culprit.ts';
import type { PlanInput } from './input.ts';
import { entriesOfActive } from './suspects.ts';
import { isDeployedSomewhere } from './targets.ts';

/** Name of the table in the audit account that holds entries and heartbeats; null: there is none yet. */
export function disturbanceTable(input: PlanInput): string | null {
  const isThere = isDeployedSomewhere('notification-hub', input);
  return isThere ? `${input.config.resourcePrefix}-${NAMES.table.notifications}` : null;
}

/**
 * The trail of the organization is asked in every plan, which costs two calls; of the others those that an event told of,
 * as far as ours is deployed there.
 */
export function recordingsToAsk(input: PlanInput): readonly RecordingToAsk[] {
  const { config, snapshot } = input;
  const own = snapshot.organization.managementAccountId;
  const home = { part: 'trail' as const, account: own, region: config.homeRegion };
  const trail = organizationTrail(input);
  const entries = latestFirst(entriesOfActive(input));
  const entryOf = (place: Place): Lead | null =>
    entries.find((entry) => isOf(place, entry) && !OF_RULES.test(entry.call)) ?? null;
  const told = new Map<string, Place>();
  for (const entry of entries) {
    const part = PARTS[serviceOf(entry)];
    if (part === undefined || (trail && part === 'trail' && isOf(home, entry))) continue;
    const place = { part, account: entry.account as AccountId, region: entry.region };
    told.set(Object.values(place).join(' '), place);
  }
  return [
    ...(trail ? [{ ...home, name: trail, entry: entryOf(home), isOwn: true }] : []),
    ...[...told.values()].flatMap((place): readonly RecordingToAsk[] => {
      const name = deployedName(place.part, place, input);
      return name === null ? [] : [{ ...place, name, entry: entryOf(place), isOwn: place.account === own }];
    }),
  ];
}

type Place = Pick<ObservedRecording, 'part' | 'account' | 'region'>;

const PARTS: Readonly<Record<string, RecordingPart | undefined>> = { cloudtrail: 'trail', config: 'recorder' };

/** Calls on rules stop no recorder. */
const OF_RULES = /^config:\w*(Rule|Remediation|Aggregat)/;

function isOf({ part, account, region }: Place, entry: Lead): boolean {
  return PARTS[serviceOf(entry)] === part && entry.account === account && entry.region === region;
}

/** Null: it is not deployed yet, or not wanted. */
export function organizationTrail({ config, snapshot, blueprints }: PlanInput): string | null {
  const blueprint = blueprints.find(({ id }) => id === ORGANIZATION_TRAIL);
  if (!blueprint?.isEnabled(config)) return null;
  const isThere = snapshot.stacks.some((stack) => stack.name === blueprint.stackName && isDone(stack));
  return isThere ? `${config.resourcePrefix}-${NAMES.trail.events}` : null;
}

const ORGANIZATION_TRAIL = 'organization-trail';

const BLUEPRINTS = { trail: 'account-trail', recorder: 'config-recorder' } as const;

/** Name of ours in a place; null: a stack of ours is not there, so that it was somebody else's. */
function deployedName(
  part: 'trail' | 'recorder',
  { account, region }: { readonly account: string; readonly region: string },
  { blueprints, snapshot, config }: PlanInput,
): string | null {
  const blueprint = blueprints.find(({ id }) => id === BLUEPRINTS[part]);
  if (!blueprint?.isEnabled(config)) return null;
  const stackSet = snapshot.stackSets.find(({ name }) => name === blueprint.stackName);
  const isThere = stackSet?.instances.some(
    (instance) => instance.account === account && instance.region === region && instance.stackId !== null,
  );
  return isThere ? `${config.resourcePrefix}-${part === 'trail' ? NAMES.trail.events : NAMES.recorder.config}` : null;
}

/** What was stopped is started; what is gone is made again by its stack, and started then. */
export function recordingTargets({ config, snapshot }: PlanInput): readonly TitledTarget[] {
  return (snapshot.recordings ?? [])
    .filter(
      (recording) => recording.state === 'off' || (recording.state === 'missing' && isMadeAgain(recording, snapshot)),
    )
    .map(({ part, account, region, name, entry }) => ({
      title: titleOf({ part, account, region }, { config, snapshot }),
      target: {
        ...{ account, region, reason: 'stopped' as const, resources: [] },
        ...(entry && { culprits: [culprit(entry)] }),
        repair: { way: 'start' as const, part, name },
      },
    }));
}

type Recording = Pick<ObservedRecording, 'part' | 'account' | 'region'>;

/** Its stack says that it is gone: that is repaired first. */
function isMadeAgain({ part, account, region }: Recording, { suspects = [] }: PlanInput['snapshot']): boolean {
  return suspects.some(
    (suspect) =>
      suspect.account === account &&
      suspect.region === region &&
      (suspect.state.kind === 'gone' ||
        (suspect.state.kind === 'drifted' && suspect.state.resources.some(({ type }) => type === TYPES[part]))),
  );
}

const TYPES = { trail: 'AWS::CloudTrail::Trail', recorder: 'AWS::Config::ConfigurationRecorder' } as const;

function titleOf(
  { part, account, region }: Recording,
  { config, snapshot }: Pick<PlanInput, 'config' | 'snapshot'>,
): string {
  const isHome = account === snapshot.organization.managementAccountId && region === config.homeRegion;
  return part === 'trail' && isHome && config.cloudTrail.mode === 'ORGANIZATION'
    ? ORGANIZATION_TRAIL
    : BLUEPRINTS[part];
}

/** What could not be asked is unknown, and what is gone is not started by anybody. */
export function recordingFindings({ config, snapshot, blueprints }: PlanInput): readonly Finding[] {
  const { disturbances, recordings = [] } = snapshot;
  const unread: readonly Finding[] =
    disturbances?.unseen === undefined
      ? []
      : [
          {
            severity: 'warning',
            code: 'unknown',
            message: note`Whether everything records, and is as it was deployed, is unknown, because the entries of the audit account could not be read: ${disturbances.unseen}`,
          },
        ];
  return [
    ...unread,
    ...recordings.flatMap(undelivered),
    ...recordings.flatMap(({ part, account, region, name, state, unseen = '' }): readonly Finding[] => {
      if (state === 'unknown') {
        const message = note`Whether ${name} in ${account} ${region} records is unknown, because it could not be asked: ${unseen}`;
        return [{ severity: 'warning', code: 'unknown', message, account: { id: account } }];
      }
      if (state !== 'missing' || isMadeAgain({ part, account, region }, snapshot)) return [];
      const message = note`${name} in ${account} ${region} is gone, though its stack is there: nothing is recorded.`;
      const title = titleOf({ part, account, region }, { config, snapshot });
      const { kind, stackName = '' } = blueprints.find(({ id }) => id === title) ?? {};
      const hint = note`Remove the stack that has lost it, and apply again:`;
      const command =
        kind === 'stack'
          ? `aws cloudformation delete-stack --stack-name ${stackName} --region ${region}`
          : `aws cloudformation delete-stack-instances --stack-set-name ${stackName} --accounts ${account} --regions ${region} --no-retain-stacks`;
      return [{ severity: 'warning', code: 'recording-gone', message, hint, command, account: { id: account } }];
    }),
  ];
}

/** What records and cannot deliver records nothing that anybody can read. */
function undelivered({ part, name, error, account: id }: ObservedRecording): readonly Finding[] {
  if (error === undefined) return [];
  const message =
    part === 'trail' ? note`The trail ${name} cannot deliver: ${error}` : note`${name} cannot deliver: ${error}`;
  const hint = note`Look at the bucket and its policy: metsuke plan --deep shows what was changed there.`;
  return [{ severity: 'warning', code: 'does-not-work', message, hint, account: { id } }];
}
