import type { Finding } from '../../domain/finding.ts';
import type { AccountId } from '../../domain/ids.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { RecordingToAsk } from '../observe/recording.ts';
import type { ObservedRecording } from '../observe/snapshot.ts';
import type { PlanInput } from './input.ts';
import type { RecordingStep } from './plan.ts';

/** Name of the table in the audit account that events about what records are noted in; null: there is none yet. */
export function disturbanceTable({ config, snapshot, blueprints }: PlanInput): string | null {
  const hub = blueprints.find(({ id }) => id === 'notification-hub');
  const stackSet = snapshot.stackSets.find(({ name }) => name === hub?.stackName);
  const isThere = stackSet?.instances.some(({ status }) => status === 'CURRENT') ?? false;
  return isThere ? `${config.resourcePrefix}-${NAMES.table.notifications}` : null;
}

/**
 * The trail of the organization is asked in every plan, which costs two calls; of the others those that an event told of,
 * as far as ours is deployed there.
 */
export function recordingsToAsk(input: PlanInput): readonly RecordingToAsk[] {
  const { config, snapshot } = input;
  const own = snapshot.organization.managementAccountId;
  // In a suspended account nothing records, nobody gets in, and nobody is to.
  const active = new Set<string>(snapshot.accounts.flatMap(({ id, state }) => (state === 'ACTIVE' ? [id] : [])));
  const entries = (snapshot.disturbances?.entries ?? []).filter(({ account }) => active.has(account));
  const trail = organizationTrail(input);
  const isTrail = (account: string, region: string): boolean => account === own && region === config.homeRegion;
  const entryOf = (part: string, account: string, region: string) =>
    entries.find((entry) => entry.part === part && entry.account === account && entry.region === region) ?? null;
  const told = entries.filter(({ part, account, region }) => !(part === 'trail' && trail && isTrail(account, region)));
  return [
    ...(trail
      ? [
          {
            part: 'trail' as const,
            account: own,
            region: config.homeRegion,
            name: trail,
            entry: entryOf('trail', own, config.homeRegion),
            isOwn: true,
          },
        ]
      : []),
    ...told.flatMap((entry): readonly RecordingToAsk[] => {
      const name = deployedName(entry.part, entry, input);
      const account = entry.account as AccountId;
      return name === null ? [] : [{ ...entry, account, name, entry, isOwn: account === own }];
    }),
  ];
}

/** Null: it is not deployed yet, or not wanted. */
export function organizationTrail({ config, snapshot, blueprints }: PlanInput): string | null {
  const blueprint = blueprints.find(({ id }) => id === 'organization-trail');
  if (!blueprint?.isEnabled(config)) return null;
  const isThere = snapshot.stacks.some(
    ({ name, status }) => name === blueprint.stackName && /^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status),
  );
  return isThere ? `${config.resourcePrefix}-${NAMES.trail.events}` : null;
}

/** Ids of what makes trails and recorders. */
export const RECORDING_BLUEPRINTS: readonly string[] = ['organization-trail', 'account-trail', 'config-recorder'];

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

/** Starts again what was stopped. Null: everything that was asked records. */
export function planRecording({ config, snapshot }: PlanInput): Omit<RecordingStep, 'dependsOn'> | null {
  const stopped = (snapshot.recordings ?? []).filter(({ state }) => state === 'off');
  const answered = (snapshot.recordings ?? []).filter(({ state }) => state === 'on' || state === 'off');
  const table = snapshot.disturbances?.table ?? null;
  if (stopped.length === 0) return null;
  return {
    kind: 'recording',
    id: 'recording:start',
    title: 'recording',
    throughRole: config.stackSets.bootstrapRole,
    ownAccount: snapshot.organization.managementAccountId,
    targets: stopped.map(({ part, account, region, name, entry }) => ({
      part,
      account,
      region,
      name,
      reason: 'stopped' as const,
      ...(entry && { detail: culprit(entry) }),
    })),
    closes:
      table === null ? null : { ...table, entries: answered.flatMap(({ entry }) => (entry === null ? [] : [entry])) },
  };
}

function culprit({ call, actor, at }: NonNullable<ObservedRecording['entry']>): string {
  const when = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  return actor === null ? note`${call}, ${when}` : note`${call} by ${actor}, ${when}`;
}

/** What could not be asked is unknown, and what is gone is not started by anybody. */
export function recordingFindings({ snapshot, blueprints }: PlanInput): readonly Finding[] {
  const { disturbances, recordings = [] } = snapshot;
  const unread: readonly Finding[] =
    disturbances?.unseen === undefined
      ? []
      : [
          {
            severity: 'warning',
            code: 'unknown',
            message: note`Whether everything records is unknown, because the entries of the audit account could not be read: ${disturbances.unseen}`,
          },
        ];
  return [
    ...unread,
    ...recordings.flatMap(({ part, account, region, name, state, unseen = '' }): readonly Finding[] => {
      if (state === 'unknown') {
        const message = note`Whether ${name} in ${account} ${region} records is unknown, because it could not be asked: ${unseen}`;
        return [{ severity: 'warning', code: 'unknown', message, account: { id: account } }];
      }
      if (state !== 'missing') return [];
      const message = note`${name} in ${account} ${region} is gone, though its stack is there: nothing is recorded.`;
      const stackSet = blueprints.find(({ id }) => id === BLUEPRINTS[part])?.stackName ?? '';
      const hint = note`Remove the stack that has lost it, and apply again:`;
      const command = `aws cloudformation delete-stack-instances --stack-set-name ${stackSet} --accounts ${account} --regions ${region} --no-retain-stacks`;
      return [{ severity: 'warning', code: 'recording-gone', message, hint, command, account: { id: account } }];
    }),
  ];
}
