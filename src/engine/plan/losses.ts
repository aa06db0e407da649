import type { Blueprint } from '../../blueprints/blueprint.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { note, retell, say } from '../../domain/say.ts';
import type { InstanceChange, ResourceChange } from '../steps/change.ts';
import type { Step } from '../steps/step.ts';
import type { Plan } from './plan.ts';

/** Resource types that record what happens, or detect it. */
const WITNESSES = new Set([
  'AWS::CloudTrail::Trail',
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
  'AWS::GuardDuty::Detector',
]);

/** Resource types that hold logs. */
const ARCHIVES = new Set(['AWS::Logs::LogGroup', 'AWS::S3::Bucket']);

interface LosingStep {
  readonly blueprint: Pick<Blueprint, 'lostWithIt'>;
  /** What becomes of the resources of stacks that are there already. */
  readonly changes: readonly ResourceChange[];
  /** Stacks that go. */
  readonly removed: readonly InstanceChange[];
  readonly others?: readonly string[];
}

/** What an update or a removal of stacks loses, as sentences: records, logs, and what protects them. */
export function lossesOf({ blueprint, changes, removed, others = [] }: LosingStep): Pick<Step, 'losses'> {
  const { lostWithIt } = blueprint;
  const ends = removed.some(isLive) || changes.some(endsRecording);
  const losses = [...(lostWithIt && ends ? [lostWithIt] : []), ...changes.flatMap(lossesIn), ...others];
  return losses.length > 0 ? { losses } : {};
}

/** Stacks in accounts that are there to be recorded. */
function isLive({ reason, neverDeployed }: InstanceChange): boolean {
  return reason !== 'left-organization' && !neverDeployed;
}

/** The stack stays, but what records in it goes, or is made anew. */
function endsRecording({ type, action }: ResourceChange): boolean {
  return WITNESSES.has(type) && (action === 'remove' || action === 'replace');
}

function lossesIn({ logicalId, type, losesData, losses = [] }: ResourceChange): readonly string[] {
  return losesData && ARCHIVES.has(type) ? [...losses, note`${logicalId} goes with the logs that it holds`] : losses;
}

/** Covering tracks begins with what records them: a loss needs more than a yes to a list of changes. */
export function requireConsent({ steps }: Pick<Plan, 'steps'>, mayLose: boolean): void {
  const losses = steps.flatMap(({ losses = [] }) => losses);
  if (losses.length === 0 || mayLose) return;
  const told = [...new Set(losses)].map(retell);
  throw new MetsukeError('not-confirmed', say`Nothing was changed. What would be lost: ${told.join('; ')}.`, {
    hint: say`If that is what you want, say it with --accept-losses.`,
  });
}
