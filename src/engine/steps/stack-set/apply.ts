import type { AccountId } from '../../../domain/ids.ts';
import { say } from '../../../domain/say.ts';
import { adviceFor } from '../../apply/advice.ts';
import { nobodyElse } from '../../apply/canary.ts';
import type { ApplyContext } from '../../apply/context.ts';
import { definitionInClear, outcome } from '../../apply/context.ts';
import { followOperation, startOperation } from '../../apply/operation.ts';
import type { Failure, StepOutcome } from '../../events.ts';
import type {
  OperationPreferences,
  OperationResult,
  OperationTargets,
  StackSetDefinition,
} from '../../observe/ports.ts';
import { isRoleMissing } from '../../plan/missing-role.ts';
import type { InstanceChange } from '../change.ts';
import type { StackSetStep } from './step.ts';

/** IAM takes some seconds to spread a new role; AWS then still says that it is missing. */
const ROLE_RETRY_DELAYS_MS = [5_000, 10_000, 20_000, 30_000];

type Work = 'delete' | 'update' | 'create';

/** Creates or updates a stack set and brings its instances to where they should be. */
export async function applyStackSet(step: StackSetStep, context: ApplyContext): Promise<StepOutcome> {
  const run = new StackSetRun(step, context);
  if (step.action === 'create') await context.ports.stackSets.create(run.definition());
  await run.removeInstances();
  if (step.action === 'delete') {
    if (!run.hasFailed()) await context.ports.stackSets.delete(step.definition.name);
    return run.outcome();
  }
  if (await run.tryCanary()) {
    await run.updateInstances();
    await run.createInstances();
  }
  return run.outcome();
}

/** One apply of one step: what is done and failed so far. */
class StackSetRun {
  private readonly results = new Map<string, OperationResult>();
  private readonly failures: Failure[] = [];
  private readonly total: number;
  private unusable = 0;
  private definitionSent: boolean;
  private readonly step: StackSetStep;
  private readonly context: ApplyContext;

  constructor(step: StackSetStep, context: ApplyContext) {
    this.step = step;
    this.context = context;
    this.definitionSent = step.action !== 'update';
    this.total = (['delete', 'update', 'create'] as const).reduce((sum, work) => sum + step.instances[work].length, 0);
    for (const change of [...step.instances.create, ...step.instances.update]) this.failUnusable(change);
  }

  definition(): StackSetDefinition {
    const { step } = this;
    return {
      ...definitionInClear(step.definition, this.context.secrets),
      permissionModel: step.permissionModel,
      administrationRoleArn: step.administrationRoleArn,
      executionRoleName: step.executionRoleName,
      autoDeployment: step.permissionModel === 'SERVICE_MANAGED' ? { enabled: false, retainStacks: true } : null,
    };
  }

  hasFailed(): boolean {
    return this.failures.length > 0 || this.context.signal.aborted;
  }

  outcome(): StepOutcome {
    if (this.context.signal.aborted) return outcome('interrupted', this.failures);
    return outcome(this.failures.length > 0 ? 'failed' : 'done', this.failures);
  }

  async removeInstances(): Promise<void> {
    // An account that left cannot be reached: its stack stays there, only the record of it goes. Where the step before
    // was let in, it removed the stack; elsewhere CloudFormation still can.
    const isRecordOnly = ({ account, reason, neverDeployed }: InstanceChange): boolean =>
      neverDeployed === true ||
      reason === 'left-organization' ||
      (this.step.dropsRecordsOnly && !this.context.unconfirmed.has(account));
    const gone = this.step.instances.delete.filter((change) => !this.isNotGivenBack(change));
    await this.operate(
      'delete',
      gone.filter((change) => !isRecordOnly(change)),
    );
    await this.operate(
      'delete',
      gone.filter((change) => isRecordOnly(change) && !this.isStillThere(change)),
      true,
    );
  }

  /** What the stack stands for is still set: the next run must see it. */
  private isNotGivenBack({ account, region, reason: why }: InstanceChange): boolean {
    if (!this.step.recordsDefaults || why === 'left-organization') return false;
    if (!this.context.unusableAccounts.has(account)) return false;
    const reason = say`Not tried: what was set with this stack could not be given back in this account.`;
    const advice = say`The step session-defaults names the reason; repair it there, then run this again.`;
    this.fail({ account, region, reason, advice, notTried: true });
    return true;
  }

  /** What the record tells of could not be removed: it must stay, for the next run to see. */
  private isStillThere({ account, region }: InstanceChange): boolean {
    if (!this.step.dropsRecordsOnly || !this.context.failedAccounts.has(account)) return false;
    const reason = say`Not tried: the execution role of this account is still there.`;
    const advice = say`Repair what could not be removed, then run this again.`;
    this.fail({ account, region, reason, advice, notTried: true });
    return true;
  }

  /** The canary gets everything first. False: it failed, and nobody else is touched. */
  async tryCanary(): Promise<boolean> {
    const { canary } = this.step;
    if (canary === null) return true;
    const isCanary = ({ account }: InstanceChange): boolean => account === canary;
    const created = this.step.instances.create.filter(isCanary);
    await this.sendToNobody();
    await this.operate('update', this.step.instances.update.filter(isCanary));
    await this.operate('create', created);
    // A new canary came with the definition as it was: a new one can only be sent to instances that are there.
    const hasFailed = (): boolean => this.failures.some(({ account }) => account === canary);
    if (!this.definitionSent && !hasFailed()) await this.operate('update', created);
    if (!hasFailed()) return true;
    this.failures.push(nobodyElse(this.step));
    return false;
  }

  async updateInstances(): Promise<void> {
    await this.sendToNobody();
    await this.operate('update', this.rest('update'));
  }

  /**
   * A stack set without instances to update still has to learn its new definition. Only then: without targets an update
   * reaches every instance, those of unusable accounts too.
   */
  private async sendToNobody(): Promise<void> {
    const nobody = this.step.instances.update.length === 0;
    if (nobody && !this.definitionSent && !this.context.signal.aborted) await this.send('update', null);
  }

  async createInstances(): Promise<void> {
    await this.operate('create', this.rest('create'));
  }

  private rest(work: Work): readonly InstanceChange[] {
    return this.step.instances[work].filter(({ account }) => account !== this.step.canary);
  }

  private async operate(work: Work, changes: readonly InstanceChange[], retainStacks = false): Promise<void> {
    const usable = changes.filter(({ account }) => work === 'delete' || !this.context.unusableAccounts.has(account));
    const isUnconfirmed = ({ account }: InstanceChange): boolean => this.context.unconfirmed.has(account);
    // By themselves, and last: those that may well fail must not stop the others.
    const targets = [
      ...groupTargets(
        usable.filter((change) => !isUnconfirmed(change)),
        this.step.units,
      ),
      ...groupTargets(usable.filter(isUnconfirmed), this.step.units),
    ];
    for (const group of targets) {
      if (this.context.signal.aborted) return;
      await this.operateOn(work, group, retainStacks);
    }
  }

  private async operateOn(work: Work, targets: OperationTargets, retainStacks: boolean): Promise<void> {
    let remaining = targets;
    for (const delay of [...ROLE_RETRY_DELAYS_MS, null]) {
      const results = await this.send(work, remaining, retainStacks);
      const retry = delay === null ? [] : results.filter((one) => this.mayWorkSoon(one, results));
      this.record(results.filter((result) => !retry.includes(result)));
      if (retry.length === 0 || delay === null) return;
      this.context.emit({
        type: 'waiting',
        what: say`AWS does not see the new ${retry.length === 1 ? say`role of 1 account` : say`roles of ${retry.length} accounts`} everywhere yet`,
      });
      await this.context.clock.sleep(delay, this.context.signal);
      if (this.context.signal.aborted) return this.record(retry);
      remaining = { ...targets, accounts: [...new Set(retry.map(({ account }) => account))] };
    }
  }

  /** Only a role that was made in this run is waited for: one that is missing otherwise will not come by itself. */
  private mayWorkSoon(result: OperationResult, results: readonly OperationResult[]): boolean {
    const { newRoles } = this.context;
    const administrationAccount = this.step.administrationRoleArn?.split(':')[4] as AccountId;
    const isAwaited = ({ account, reason }: OperationResult): boolean =>
      isRoleMissing(reason ?? '') &&
      !this.isOwnersRoleMissing(account, reason ?? '') &&
      (newRoles.has(account) || newRoles.has(administrationAccount));
    if (result.status === 'FAILED') return isAwaited(result);
    return result.status === 'CANCELLED' && results.some(isAwaited);
  }

  /** CloudFormation has found out about an account that let nobody look: the role is not there. */
  private isOwnersRoleMissing(account: AccountId, reason: string): boolean {
    return this.context.unconfirmed.has(account) && isRoleMissing(reason) && reason.includes(account);
  }

  private async send(
    work: Work,
    targets: OperationTargets | null,
    retainStacks = false,
  ): Promise<readonly OperationResult[]> {
    const { name } = this.step.definition;
    const operationId = await startOperation(name, this.context, () => this.start(work, targets, retainStacks));
    if (work === 'update') this.definitionSent = true;
    const finished = await followOperation(name, operationId, this.context, (results) => this.show(results));
    const { status } = finished.operation;
    const isExplained = finished.results.some((result) => result.status !== 'SUCCEEDED');
    if (status !== 'SUCCEEDED' && !isExplained && !this.context.signal.aborted) {
      const reason =
        finished.operation.reason ?? say`The operation ended with ${status}; CloudFormation gives no reason.`;
      this.failures.push({ account: null, region: null, reason, advice: adviceFor(reason) });
    }
    return finished.results;
  }

  private start(work: Work, targets: OperationTargets | null, retainStacks: boolean): Promise<string> {
    const { stackSets } = this.context.ports;
    const { name } = this.step.definition;
    const preferences = this.preferences(work);
    if (work === 'update' && !this.definitionSent) return stackSets.update(this.definition(), preferences, targets);
    if (targets === null) throw new Error('only a new definition is sent without targets');
    switch (work) {
      case 'create':
        return stackSets.createInstances(name, targets, preferences);
      case 'update':
        return stackSets.updateInstances(name, targets, preferences);
      case 'delete':
        return stackSets.deleteInstances(name, targets, preferences, { retainStacks });
      default:
        return work satisfies never;
    }
  }

  /** Removal never stops at a failure: what can go, goes. */
  private preferences(work: Work): OperationPreferences {
    const { preferences } = this.step;
    if (work !== 'delete') return preferences;
    return { ...preferences, failureToleranceCount: Math.max(preferences.failureToleranceCount, this.total) };
  }

  private failUnusable({ account, region }: InstanceChange): void {
    if (!this.context.unusableAccounts.has(account)) return;
    this.unusable += 1;
    const reason = say`Not tried: a step that it needs has failed in this account.`;
    const advice = say`That step names the reason; repair it there, then apply again.`;
    this.fail({ account, region, reason, advice, notTried: true });
  }

  private record(results: readonly OperationResult[]): void {
    for (const { account, region, status, reason } of results) {
      if (status === 'SUCCEEDED') continue;
      // A stopped operation leaves these; they are not failures of their account.
      if (this.context.signal.aborted && status !== 'FAILED') continue;
      const words = reason ?? say`CloudFormation ended with ${status} and gave no reason.`;
      const said = this.isOwnersRoleMissing(account, words) ? this.context.unconfirmed.get(account) : undefined;
      const { reason: told = words, advice = adviceFor(words), command } = said ?? {};
      this.fail({
        ...{ account, region, reason: told, advice },
        ...(command === undefined ? {} : { command }),
        ...(status === 'CANCELLED' ? { notTried: true } : {}),
      });
    }
  }

  private fail(failure: Failure): void {
    this.failures.push(failure);
    this.context.emit({ type: 'target-failed', step: this.step.id, failure });
  }

  private show(results: readonly OperationResult[]): void {
    for (const result of results) this.results.set(`${result.account}/${result.region}`, result);
    const count = (...statuses: OperationResult['status'][]): number =>
      [...this.results.values()].filter(({ status }) => statuses.includes(status)).length;
    const progress = {
      total: this.total,
      done: count('SUCCEEDED'),
      failed: count('FAILED'),
      notTried: count('CANCELLED') + this.unusable,
    };
    this.context.emit({ type: 'step-progress', step: this.step.id, progress });
  }
}

/** Accounts with the same regions go together: an operation works on accounts × regions. */
export function groupTargets(
  changes: readonly InstanceChange[],
  units: readonly string[],
): readonly OperationTargets[] {
  const regionsOf = new Map<AccountId, string[]>();
  for (const { account, region } of changes) regionsOf.set(account, [...(regionsOf.get(account) ?? []), region]);
  const groups = new Map<string, OperationTargets>();
  for (const [account, regions] of regionsOf) {
    const key = [...regions].sort().join();
    const group = groups.get(key) ?? { accounts: [], regions: [...regions].sort(), units };
    groups.set(key, { ...group, accounts: [...group.accounts, account] });
  }
  return [...groups.values()];
}
