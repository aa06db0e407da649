import { MetsukeError } from '../../../domain/errors.ts';
import { say } from '../../../domain/say.ts';
import { adviceFor } from '../../apply/advice.ts';
import { type ApplyContext, outcome } from '../../apply/context.ts';
import { workOnEach } from '../../apply/each-target.ts';
import { isDoorShut } from '../../apply/locked-out.ts';
import type { Failure, StepOutcome } from '../../events.ts';
import type { SessionDefaultsPort } from '../../observe/ports.ts';
import type { InstanceChange } from '../change.ts';
import type { SessionDefaultsStep } from './step.ts';

/** What is not wanted any more is given back, as far as it is ours. Repeating it changes nothing. */
export async function applySessionDefaults(step: SessionDefaultsStep, context: ApplyContext): Promise<StepOutcome> {
  const failures = await workOnEach(step, context, (target) => tryPlace(step, target, context));
  if (context.signal.aborted) return outcome('interrupted', failures);
  // Their stacks wait: what is not there yet is tried again by the next run.
  const unusableAccounts = [...new Set(failures.flatMap(({ account }) => account ?? []))];
  return outcome(failures.length > 0 ? 'failed' : 'done', failures, { unusableAccounts });
}

async function tryPlace(
  step: SessionDefaultsStep,
  { account, region }: InstanceChange,
  { ports, emit }: ApplyContext,
): Promise<Failure | null> {
  const { sessionDefaults } = account === step.ownAccount ? ports : ports.inAccount(account, step.throughRole);
  const note = (message: string, hint: string): void =>
    emit({
      type: 'step-note',
      step: step.id,
      finding: { severity: 'warning', code: 'session-defaults', message, hint, account: { id: account } },
    });
  try {
    await setPlace(step, region, sessionDefaults, (role) =>
      note(
        say`${account} ${region} manages its instances through the role ${role}, which Metsuke did not make and leaves alone.`,
        say`To have ours: aws ssm reset-service-setting --setting-id /ssm/managed-instance/default-ec2-instance-management-role there, then change sessions and apply.`,
      ),
    );
    return null;
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    if (isDoorShut(error)) {
      note(
        say`${account} does not let ${step.throughRole} in; the defaults of its sessions are as they were.`,
        say`Let the role in, or exclude the account.`,
      );
      return null;
    }
    return { account, region, reason: error.message, advice: error.hint ?? adviceFor(error.message) };
  }
}

async function setPlace(
  { defaults: { preferences, ours, hostManagementRole }, prefix }: SessionDefaultsStep,
  region: string,
  port: SessionDefaultsPort,
  onForeignRole: (role: string) => void,
): Promise<void> {
  if (preferences === null) await port.restorePreferences(ours, region);
  else await port.putPreferences(preferences, ours, region);
  const role = await port.readHostManagementRole(region);
  const isOurs = role?.startsWith(prefix) ?? false;
  if (hostManagementRole === null) {
    if (isOurs) await port.resetHostManagementRole(region);
    return;
  }
  if (role !== null && !isOurs) onForeignRole(role);
  else if (role !== hostManagementRole) await port.putHostManagementRole(hostManagementRole, region);
}
