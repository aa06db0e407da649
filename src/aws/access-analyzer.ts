import type { AccessAnalyzer, FindingSummary, FindingSummaryV2 } from '@aws-sdk/client-accessanalyzer';
import { MetsukeError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { AccessAnalyzerPort, AccessFinding, FoundAccess } from '../engine/observe/access-findings.ts';
import type { Clients } from './clients.ts';
import { pagesOf } from './pages.ts';
import { isAnalyzerAbsent, orNull } from './quirks.ts';
import { required } from './required.ts';

/** Findings in one call, AWS's limit. */
const PAGE = 100;
/** Unused access of a large organization may be hundreds of thousands. */
const MOST_FINDINGS = 10_000;

const ACTIVE = { status: { eq: ['ACTIVE'] } };

export function makeAccessAnalyzer(clients: Clients): AccessAnalyzerPort {
  return {
    async listActive(analyzer, kind, region) {
      const client = await clients('accessanalyzer', region);
      const found = await orNull(client.getAnalyzer({ analyzerName: analyzer }), isAnalyzerAbsent);
      if (found === null) return null;
      const { arn, status, statusReason } = found.analyzer ?? {};
      if (status !== 'ACTIVE') {
        const state = [status, statusReason?.code].filter(Boolean).join(', ');
        throw new MetsukeError('aws-error', say`The analyzer ${analyzer} in ${region} does not work: ${state}`);
      }
      const analyzerArn = required(arn, say`the ARN of the analyzer ${analyzer}`);
      return kind === 'external' ? listExternal(client, analyzerArn, region) : listUnused(client, analyzerArn, region);
    },
  };
}

/** The older call alone tells whom a resource lets in. */
function listExternal(client: AccessAnalyzer, analyzerArn: string, region: string): Promise<FoundAccess> {
  return take(
    pagesOf(async (nextToken) => {
      const page = await client.listFindings({ analyzerArn, filter: ACTIVE, maxResults: PAGE, nextToken });
      return { items: page.findings, next: page.nextToken };
    }),
    (finding) => toExternal(finding, region),
  );
}

function listUnused(client: AccessAnalyzer, analyzerArn: string, region: string): Promise<FoundAccess> {
  return take(
    pagesOf(async (nextToken) => {
      const page = await client.listFindingsV2({ analyzerArn, filter: ACTIVE, maxResults: PAGE, nextToken });
      return { items: page.findings, next: page.nextToken };
    }),
    (finding) => ({ ...toFinding(finding, region), type: finding.findingType ?? '', principals: [], actions: [] }),
  );
}

async function take<Item>(
  pages: AsyncIterable<readonly Item[]>,
  read: (item: Item) => AccessFinding,
): Promise<FoundAccess> {
  const findings: AccessFinding[] = [];
  for await (const page of pages) {
    if (findings.length + page.length > MOST_FINDINGS) return { findings, isCut: true };
    findings.push(...page.map(read));
  }
  return { findings, isCut: false };
}

function toExternal(finding: FindingSummary, region: string): AccessFinding {
  const { principal = {}, action = [], isPublic = false } = finding;
  return {
    ...toFinding(finding, region),
    type: isPublic ? 'PublicAccess' : 'ExternalAccess',
    principals: Object.entries(principal).map(([kind, name]) => `${kind}: ${name}`),
    actions: action,
  };
}

function toFinding(finding: FindingSummary | FindingSummaryV2, region: string) {
  const { id, resource, resourceType, resourceOwnerAccount, createdAt, updatedAt, error } = finding;
  return {
    id: required(id, say`the id of a finding`),
    resource: resource ?? '',
    resourceType: resourceType ?? '',
    account: required(resourceOwnerAccount, say`the account of a finding`) as AccountId,
    region,
    error: error ?? null,
    firstSeen: createdAt?.toISOString() ?? '',
    lastSeen: updatedAt?.toISOString() ?? '',
  };
}
