import type { Finding } from '../../domain/finding.ts';
import { note } from '../../domain/say.ts';
import type { Ports } from '../../engine/observe/ports.ts';
import type { PlanInput } from '../../engine/plan/input.ts';
import type { Plan } from '../../engine/plan/plan.ts';
import { readStatus, type Status } from '../../engine/status.ts';
import { instanceChangesOf } from '../../engine/steps/describe.ts';
import { toNotice } from './notice.ts';
import type { Deployment } from './schema.ts';

type Content = Omit<Deployment, 'state' | 'at'>;

/** What `metsuke status` reads, without a second call to AWS for what a plan has read already. */
export async function readDeployment(ports: Ports, input: PlanInput, plan: Plan): Promise<Content> {
  const status = await readStatus(ports, input, plan);
  const { deployments, policies, recordings, isAsConfigured } = status;
  return {
    isAsConfigured,
    pending: plan.steps.map((step) => ({
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
    notices: [
      ...status.buckets,
      ...status.unwell,
      ...status.hubFindings,
      ...sourceNotices(status),
      ...subscriptionNotices(status),
    ].map(toNotice),
  };
}

/** Entries that nobody could read are among what is unwell. */
function sourceNotices({ sources }: Status): readonly Finding[] {
  return sources
    .filter(({ source, isFault }) => isFault && source !== 'entries')
    .map(({ source, state, reason }) => ({
      severity: 'warning',
      code: state === 'unknown' ? 'unknown' : 'source-fault',
      message: state === 'unknown' ? note`metsuke status knows nothing of ${source}: ${reason}` : (reason ?? source),
    }));
}

/** Nobody reads what nobody receives. */
function subscriptionNotices({ subscriptions: found }: Status): readonly Finding[] {
  switch (found.kind) {
    case 'no-topic':
      return [];
    case 'unreadable':
      return [{ severity: 'warning', code: 'topic-unread', message: found.reason }];
    case 'read': {
      const unheard = { severity: 'warning', code: 'topic-unheard' } as const;
      const all = found.subscriptions.length;
      const pending = found.subscriptions.filter(({ confirmed }) => !confirmed).length;
      if (all === 0) return [{ ...unheard, message: note`Nobody is subscribed to the security notifications.` }];
      if (pending === 0) return [];
      const message = note`Of ${all} subscriptions of the security notifications ${pending} are pending: nothing is sent there before the link in AWS's mail is clicked.`;
      return [{ ...unheard, message }];
    }
    default:
      return found satisfies never;
  }
}
