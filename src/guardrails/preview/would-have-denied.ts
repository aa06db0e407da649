import type { CloudTrailEvent } from '../../domain/cloudtrail-event.ts';
import type { JsonObject } from '../../domain/json.ts';
import { denyingStatement, type PolicyRequest } from './evaluate.ts';
import { principalOf, requestsOf } from './request.ts';

/** What was done in the organization of late. Reads it again each time it is asked. */
export interface RecentActivity {
  readonly days: number;
  /** `30 days of /archive`, for people. */
  readonly description: string;
  events(): AsyncIterable<CloudTrailEvent>;
}

/** A service control policy, and the accounts below its targets. */
export interface PreviewedPolicy {
  readonly id: string;
  readonly document: JsonObject;
  binds(account: string): boolean;
}

/** The Sid of the statement that would have stopped the call; null when none would. */
export function wouldHaveDenied(document: JsonObject, event: CloudTrailEvent): string | null {
  return denialOf(document, deniableRequests(event))?.statement ?? null;
}

function deniableRequests(event: CloudTrailEvent): readonly PolicyRequest[] {
  // Whoever was refused would be refused still: nothing changes.
  if (/AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized/i.test(event.errorCode ?? '')) return [];
  return requestsOf(event);
}

interface Denial {
  readonly action: string;
  readonly region: string;
  readonly statement: string;
}

/** Of a call that AWS judges more than once, the first no counts. */
function denialOf(document: JsonObject, requests: readonly PolicyRequest[]): Denial | null {
  for (const request of requests) {
    const statement = denyingStatement(document, request);
    const [region = ''] = request.context['aws:requestedregion'] ?? [];
    if (statement !== null) return { action: request.action, region, statement };
  }
  return null;
}

export interface DeniedCalls {
  readonly principal: string;
  readonly action: string;
  readonly region: string;
  readonly statement: string;
  calls: number;
  /** ISO 8601. */
  lastAt: string;
}

export interface Preview {
  readonly id: string;
  readonly calls: number;
  readonly principals: number;
  /** Most calls first. */
  readonly denied: readonly DeniedCalls[];
}

/** One pass over what was done, for all policies at once. */
export async function previewPolicies(
  policies: readonly PreviewedPolicy[],
  activity: RecentActivity,
): Promise<readonly Preview[]> {
  const found = policies.map((policy) => ({ policy, denied: new Map<string, DeniedCalls>() }));
  for await (const event of activity.events()) {
    const requests = deniableRequests(event);
    if (requests.length === 0) continue;
    const account = event.userIdentity?.accountId ?? '';
    for (const { policy, denied } of found) {
      const denial = policy.binds(account) ? denialOf(policy.document, requests) : null;
      if (denial !== null) count(denied, event, denial);
    }
  }
  return found.map(({ policy, denied }) => {
    const all = [...denied.values()].sort((a, b) => b.calls - a.calls || a.principal.localeCompare(b.principal));
    const calls = all.reduce((sum, one) => sum + one.calls, 0);
    return { id: policy.id, calls, principals: new Set(all.map(({ principal }) => principal)).size, denied: all };
  });
}

function count(denied: Map<string, DeniedCalls>, event: CloudTrailEvent, { action, region, statement }: Denial): void {
  const principal = principalOf(event) ?? '';
  const { eventTime = '' } = event;
  const key = [principal, action, region, statement].join(' ');
  const known = denied.get(key) ?? { principal, action, region, statement, calls: 0, lastAt: eventTime };
  known.calls += 1;
  if (eventTime > known.lastAt) known.lastAt = eventTime;
  denied.set(key, known);
}
