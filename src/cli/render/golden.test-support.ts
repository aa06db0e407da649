import { aConfig, planOf } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Plan } from '../../engine/plan/plan.ts';
import type { Status } from '../../engine/status.ts';
import { makeTerminal, type View } from '../terminal.ts';

export type Place = { readonly columns?: number; readonly NO_COLOR?: string; readonly TERM?: string };

export function viewAt({ columns, ...env }: Place): View {
  const stream = columns === undefined ? {} : { isTTY: true, columns };
  const host = { env: { ...env, CI: '1' }, stdin: {}, stdout: stream, stderr: stream } as unknown as NodeJS.Process;
  return makeTerminal({ color: true }, host).view;
}

export function aStatus(): Status {
  const [dev, stg] = ['444444444444', '555555555555'] as AccountId[];
  const reason =
    'ResourceLogicalId:Trail, ResourceType:AWS::CloudTrail::Trail, ResourceStatusReason:Encountered a permissions error performing a tagging operation';
  const governed = [
    { id: dev, name: '開発環境' },
    { id: stg, name: 'stg' },
  ];
  const at = (account: AccountId | undefined, health: string, why: string | null = null) => ({
    account,
    region: 'ap-northeast-1',
    health,
    reason: why,
  });
  return {
    organizationId: 'o-8m3k2xq1zz',
    accounts: { total: 3, governed, skipped: [{ id: '777777777777', name: 'old-poc', why: 'is suspended' }] },
    deployments: [
      { title: 'stackset-administration', stackName: 'a', kind: 'stack', instances: [at(dev, 'current')] },
      {
        title: 'logging-resource',
        stackName: 'b',
        kind: 'stack-set',
        instances: [at(dev, 'current'), at(stg, 'failed', reason)],
      },
      { title: 'config-recorder', stackName: 'c', kind: 'stack-set', instances: [at(dev, 'outdated')] },
      { title: 'inventory', stackName: 'd', kind: 'stack-set', instances: [] },
    ],
    policies: [
      { title: 'region-restriction', name: 'x', targets: ['r-1'] },
      { title: 'root-user', name: 'y', targets: null },
    ],
    subscriptions: { kind: 'read', subscriptions: [{ protocol: 'email', confirmed: false }] },
    recordings: [],
    repairs: [],
    unwell: [],
    readAt: '2026-11-29T12:00:00Z',
    sources: [
      source('stack-sets', '2026-11-29T12:00:00Z'),
      source('entries', null),
      { ...source('aggregator', null), state: 'unknown', reason: 'sts:AssumeRole: not authorized', isFault: true },
      { ...source('trail', '2026-11-29T11:52:00Z'), reason: 'The trail t cannot deliver: NoSuchBucket', isFault: true },
      { ...source('drift-detection', '2026-10-01T12:00:00Z'), isLate: true },
    ],
    hub: [],
    hubFindings: [],
    isAsConfigured: false,
    buckets: [],
    invited: [],
  } as unknown as Status;
}

function source(name: string, at: string | null) {
  return { source: name, state: 'read', at, reason: null, isFault: false, isLate: false };
}

export async function aPlan(): Promise<Plan> {
  const aws = new FakeAws(anOrg().with(account('dev'), account('開発環境'), account('old-poc').suspended()).build());
  return await planOf(aws, aConfig());
}
