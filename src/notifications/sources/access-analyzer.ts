import type { BusEvent } from '../bus-event.ts';
import { readTime } from '../bus-event.ts';
import { consoleLink } from '../console-links.ts';
import { at, listAt, plainText, textAt } from '../json-reading.ts';
import type { Notification } from '../notification.ts';
import type { Words } from '../words/words.ts';

/** Beyond that, a person looks at the finding itself. */
const ACTIONS_TOLD = 8;

/** `Access Analyzer Finding`. The bus is that of the analyzer, the account that of the resource. */
export function readExternalAccess(event: BusEvent, words: Words): Notification {
  const { detail } = event;
  const { access } = words;
  const shared = common(event);
  const name = shared.resource.name;
  const error = textAt(detail, 'error');
  if (error !== undefined) {
    const told = { severity: 3, headline: `Access to ${shared.resource.type} not analyzed` };
    return { ...shared, ...told, type: error, what: access.failed(name, error), details: [], next: access.nextFailed };
  }
  const isPublic = at(detail, 'isPublic') === true;
  const principal = principalOf(detail);
  const actions = listAt(detail, 'action').flatMap((action) =>
    typeof action === 'string' ? (plainText(action) ?? []) : [],
  );
  return {
    ...shared,
    // Each principal is told by itself: another one that is let in, too, is another thing to look at.
    type: isPublic ? 'PublicAccess' : `ExternalAccess ${principal}`,
    severity: isPublic ? 8 : 5,
    headline: `${isPublic ? 'Public' : 'External'} access to ${shared.resource.type}`,
    what: isPublic ? access.public(name) : access.external(name, principal),
    details: actions.length > 0 ? [access.actions(actions.slice(0, ACTIONS_TOLD), actions.length)] : [],
    next: isPublic ? access.nextPublic : access.nextExternal,
    // A new analyzer finds all that there is. What is public is told whatever else there is.
    ...(isPublic ? {} : { isMass: true }),
  };
}

/** `Unused Access Finding for IAM entities`. Nothing happened: a line of the digest. */
export function readUnusedAccess(event: BusEvent, { access }: Words): Notification {
  const shared = common(event);
  const type = textAt(event.detail, 'findingType') ?? 'Unused';
  return {
    ...shared,
    type,
    severity: 2,
    headline: `Unused access: ${type}`,
    what: access.unused[type]?.(shared.resource.name) ?? access.unusedElse(shared.resource.name),
    details: [],
    next: access.nextUnused,
    isMass: true,
  };
}

function common(event: BusEvent) {
  const { detail } = event;
  const region = textAt(detail, 'region') ?? event.region;
  return {
    id: event.id,
    source: 'AccessAnalyzer',
    accountId: textAt(detail, 'accountId') ?? event.accountId,
    region,
    at: readTime(textAt(detail, 'updatedAt')) ?? event.at,
    resource: { type: textAt(detail, 'resourceType') ?? 'resource', name: textAt(detail, 'resource') ?? '-' },
    actor: null,
    link: consoleLink(region, 'access-analyzer', '/findings'),
    scope: 'account',
    rule: null,
    pointless: pointlessOf(detail),
  } as const;
}

function pointlessOf(detail: unknown): string | null {
  if (at(detail, 'isDeleted') === true) return 'the finding is deleted';
  const status = textAt(detail, 'status');
  return status === undefined || status === 'ACTIVE' ? null : `the finding is ${status.toLowerCase()}`;
}

/** `{"AWS":"999988887777"}` → `999988887777`. */
function principalOf(detail: unknown): string {
  const principal = at(detail, 'principal');
  const names = principal !== null && typeof principal === 'object' ? Object.values(principal) : [];
  return names.flatMap((name) => (typeof name === 'string' ? (plainText(name) ?? []) : [])).join(', ') || '-';
}
