import type { GuardDuty } from '@aws-sdk/client-guardduty';
import { describe, expect, it } from 'vitest';
import { listFindings } from './guard-duty-findings.ts';
import { answering } from './support/fakes.ts';

const finding = (Id: string) => ({
  Id,
  Type: 'Recon:EC2/Portscan',
  Severity: 5,
  AccountId: '444444444444',
  Region: 'ap-northeast-1',
  Title: 'A port scan',
  Service: { Count: 3, EventFirstSeen: '2026-11-01T00:00:00Z', EventLastSeen: '2026-11-02T00:00:00Z' },
});

function guardDuty(pages: readonly object[]) {
  const getFindings = answering({ Findings: [finding('a')] });
  const calls = { listFindings: answering(...pages), getFindings };
  return { client: calls as unknown as GuardDuty, calls };
}

describe('findings of GuardDuty', () => {
  it('are those that nobody archived, fifty in a call', async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `finding-${at}`);
    const { client, calls } = guardDuty([
      { FindingIds: ids.slice(0, 50), NextToken: 'more' },
      { FindingIds: ids.slice(50) },
    ]);
    const found = await listFindings(client, 'd');
    expect(found[0]).toMatchObject({ id: 'a', severity: 5, count: 3, lastSeen: '2026-11-02T00:00:00Z' });
    expect(calls.listFindings.inputs).toMatchObject([
      { FindingCriteria: { Criterion: { 'service.archived': { Equals: ['false'] } } } },
      { NextToken: 'more' },
    ]);
    expect(calls.getFindings.inputs).toMatchObject([{ FindingIds: ids.slice(0, 50) }, { FindingIds: ids.slice(50) }]);
  });

  it('are none without a call for details', async () => {
    const { client, calls } = guardDuty([{ FindingIds: [] }]);
    expect(await listFindings(client, 'd')).toEqual([]);
    expect(calls.getFindings.inputs).toEqual([]);
  });
});
