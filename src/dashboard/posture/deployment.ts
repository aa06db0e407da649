import type { Finding } from '../../domain/finding.ts';
import { retell } from '../../domain/say.ts';
import type { Ports } from '../../engine/observe/ports.ts';
import type { PlanInput } from '../../engine/plan/input.ts';
import { makePlan } from '../../engine/plan/make-plan.ts';
import { instanceChangesOf } from '../../engine/plan/plan.ts';
import { readStatus, type Status } from '../../engine/status.ts';
import type { Deployment } from './schema.ts';

type Content = Omit<Deployment, 'state' | 'at'>;

/** What `metsuke status` reads, without a second call to AWS for what a plan has read already. */
export async function readDeployment(ports: Ports, input: PlanInput): Promise<Content> {
  const status = await readStatus(ports, input);
  const { deployments, policies, recordings, isAsConfigured } = status;
  return {
    isAsConfigured,
    pending: makePlan(input).steps.map((step) => ({
      title: step.title,
      accounts: [...new Set(instanceChangesOf(step).map(({ account }) => account))],
    })),
    deployments: deployments.map(({ title, stackName, kind, instances }) => ({
      title,
      name: stackName,
      kind,
      instances: instances.map(({ account, region, health, reason }) => ({ account, region, health, reason })),
    })),
    policies: policies.map(({ title, name, targets }) => ({ title, name, targets: targets && [...targets] })),
    recordings: recordings.map(({ part, name, account, region, state, by }) => ({
      part,
      name,
      account,
      region,
      state,
      by,
    })),
    notices: [...status.buckets, ...status.unwell, ...subscriptionNotices(status)].map(toNotice),
  };
}

/** Nobody reads what nobody receives. */
function subscriptionNotices({ subscriptions }: Status): readonly Finding[] {
  if (subscriptions.kind !== 'unreadable') return [];
  return [{ severity: 'warning', code: 'topic-unread', message: subscriptions.reason }];
}

function toNotice({ severity, code, message, hint, command, account }: Finding): Content['notices'][number] {
  // Our own sentences, in the language of whoever reads.
  return {
    severity,
    code,
    message: retell(message),
    hint: hint === undefined ? null : retell(hint),
    command: command ?? null,
    account: account?.id ?? null,
  };
}
