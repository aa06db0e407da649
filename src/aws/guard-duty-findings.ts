import type { Finding, GuardDuty } from '@aws-sdk/client-guardduty';
import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { ThreatFinding } from '../engine/observe/guard-duty.ts';
import { listAll } from './pages.ts';
import { required } from './required.ts';

/** Findings in one call, AWS's limit. */
const CHUNK = 50;

/** Those that nobody archived, neither a person nor a filter. */
export async function listFindings(guardDuty: GuardDuty, DetectorId: string): Promise<readonly ThreatFinding[]> {
  const ids = await listAll(async (token) => {
    const page = await guardDuty.listFindings({
      DetectorId,
      FindingCriteria: { Criterion: { 'service.archived': { Equals: ['false'] } } },
      MaxResults: CHUNK,
      NextToken: token,
    });
    return { items: page.FindingIds, next: page.NextToken };
  });
  const found: ThreatFinding[] = [];
  for (let start = 0; start < ids.length; start += CHUNK) {
    const { Findings = [] } = await guardDuty.getFindings({ DetectorId, FindingIds: ids.slice(start, start + CHUNK) });
    found.push(...Findings.map(toFinding));
  }
  return found;
}

function toFinding({ AccountId: account, Id, Region, Service, Resource, ...finding }: Finding): ThreatFinding {
  return {
    id: required(Id, say`the id of a finding`),
    type: finding.Type ?? '',
    severity: finding.Severity ?? 0,
    account: required(account, say`the account of a finding`) as AccountId,
    region: Region ?? '',
    title: finding.Title ?? finding.Type ?? '',
    description: finding.Description ?? '',
    resourceType: Resource?.ResourceType ?? '',
    count: Service?.Count ?? 1,
    firstSeen: Service?.EventFirstSeen ?? finding.CreatedAt ?? '',
    lastSeen: Service?.EventLastSeen ?? finding.UpdatedAt ?? '',
  };
}
