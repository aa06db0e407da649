import type { Blueprint } from '../../blueprints/blueprint.ts';
import type { Finding } from '../../domain/finding.ts';
import type { AccountId } from '../../domain/ids.ts';
import { note } from '../../domain/say.ts';
import type { InstanceChange } from '../steps/change.ts';
import type { PlanInput } from './input.ts';
import { retainedOf } from './retained.ts';

type Duty = 'audit' | 'log' | 'image';

/** Stacks of a duty leave an account for another one: what they hold there stays behind. */
export function lossesByExchange({ destination }: Blueprint, gone: readonly InstanceChange[], input: PlanInput) {
  if (destination !== 'log' && destination !== 'audit') return [];
  const former = gone.map(({ account }) => account).filter((account) => account !== holderOf(destination, input));
  return [...new Set(former)].map((account) =>
    destination === 'log'
      ? note`${account} is the log account no longer: its logs stay there, and reports read those of the new one only`
      : note`${account} is the audit account no longer: topics go from there with their subscribers`,
  );
}

/** Both sides of an exchange, and what stays in the account that had the duty. */
export function exchangeFindings(input: PlanInput): readonly Finding[] {
  return (['log', 'audit', 'image'] as const).flatMap((duty) =>
    formerHolders(duty, input).flatMap((former) => [
      exchanged(duty, former, input),
      ...(duty === 'audit' ? staysDelegated(former, input) : []),
    ]),
  );
}

function holderOf(duty: Duty, { references }: PlanInput): AccountId {
  const { logAccountId: log, auditAccountId: audit, imageAccountId: image } = references;
  return { log, audit, image }[duty];
}

function formerHolders(duty: Duty, input: PlanInput): readonly AccountId[] {
  const names = input.blueprints.filter(({ destination }) => destination === duty).map(({ stackName }) => stackName);
  const accounts = input.snapshot.stackSets
    .filter(({ name }) => names.includes(name))
    .flatMap(({ instances }) => instances.map(({ account }) => account));
  return [...new Set(accounts)].filter((account) => account !== holderOf(duty, input));
}

/** `log (333333333333)` */
function labelOf(account: AccountId, { snapshot }: PlanInput): string {
  const name = snapshot.accounts.find(({ id }) => id === account)?.name;
  return name === undefined ? account : `${name} (${account})`;
}

function exchanged(duty: Duty, former: AccountId, input: PlanInput): Finding {
  return { severity: 'warning', code: 'account-exchanged', ...wordsOf(duty, former, input) };
}

function wordsOf(duty: Duty, former: AccountId, input: PlanInput): Pick<Finding, 'message' | 'hint'> {
  const before = labelOf(former, input);
  const after = labelOf(holderOf(duty, input), input);
  switch (duty) {
    case 'log': {
      const kept = retainedOf(input)
        .filter(({ account, type }) => account === former && type === 'AWS::S3::Bucket')
        .map(({ name }) => name);
      return {
        message: note`The log account was ${before} and becomes ${after}. New logs go to ${after}; the buckets of ${before} stay there with their logs: ${kept.join(', ')}.`,
        hint: note`Keep ${former} in the organization, and read its buckets with --bucket and --bucket-owner ${former}.`,
      };
    }
    case 'audit':
      return {
        message: note`The audit account was ${before} and becomes ${after}. Topics and notifications are made again in ${after}, and subscribers confirm them; those of ${before} are removed.`,
        hint: note`Look at the topics of ${former} for subscribers beside yours before you apply.`,
      };
    case 'image':
      return {
        message: note`The image account was ${before} and becomes ${after}. New machine images are built in ${after}; those of ${before} stay there with the keys that open them, and nothing removes old ones any more.`,
        hint: note`Build in ${after} after the apply (metsuke image build), and keep ${former} in the organization while instances run its images.`,
      };
    default:
      return duty satisfies never;
  }
}

/** AWS keeps a delegation until it is taken away; no step of ours does, since others may rely on it. */
function staysDelegated(former: AccountId, input: PlanInput): readonly Finding[] {
  const { snapshot, blueprints } = input;
  const label = labelOf(former, input);
  const ours = blueprints
    .filter(({ destination }) => destination === 'audit')
    .flatMap(({ serviceAccess = [] }) => serviceAccess)
    .filter(({ delegated }) => delegated)
    .map(({ principal }) => principal);
  return snapshot.delegatedAdministrators
    .filter(({ accountId, servicePrincipal }) => accountId === former && ours.includes(servicePrincipal))
    .map(({ servicePrincipal }) => ({
      severity: 'warning',
      code: 'stays-delegated',
      message: note`${label} stays delegated administrator of ${servicePrincipal}.`,
      hint: note`After the apply, unless others rely on it:`,
      command: `aws organizations deregister-delegated-administrator --account-id ${former} --service-principal ${servicePrincipal}`,
    }));
}
