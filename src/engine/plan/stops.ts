import type { Blueprint } from '../../blueprints/blueprint.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import type { InstanceChange, Plan, ResourceChange, Step } from './plan.ts';

/** Resource types that record what happens, or detect it. */
const WITNESSES = new Set([
  'AWS::CloudTrail::Trail',
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
  'AWS::GuardDuty::Detector',
]);

type Stops = Pick<Step, 'stops'>;

/** Stacks of a witness are deleted in accounts that are there to be recorded. */
export function stopsByRemoval({ isWitness, title }: Blueprint, removed: readonly InstanceChange[]): Stops {
  const isLive = ({ reason, neverDeployed }: InstanceChange): boolean =>
    reason !== 'left-organization' && !neverDeployed;
  return isWitness && removed.some(isLive) ? { stops: title } : {};
}

/** The stack stays, but what records in it goes, or is made anew. */
export function stopsByUpdate({ isWitness, title }: Blueprint, changes: readonly ResourceChange[]): Stops {
  const ends = ({ type, action }: ResourceChange): boolean =>
    WITNESSES.has(type) && (action === 'remove' || action === 'replace');
  return isWitness && changes.some(ends) ? { stops: title } : {};
}

/** Whoever covers tracks begins with what records them: that needs more than a yes to a list of changes. */
export function requireConsent({ steps }: Pick<Plan, 'steps'>, mayStopRecording: boolean): void {
  const stopped = steps.flatMap(({ stops }) => stops ?? []);
  if (stopped.length === 0 || mayStopRecording) return;
  throw new MetsukeError('not-confirmed', say`This would stop: ${stopped.join('; ')}. Nothing was changed.`, {
    hint: say`If that is what you want, say it with --stop-recording.`,
  });
}
