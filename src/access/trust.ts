import type { OrganizationId } from '../domain/ids.ts';

/** Somebody outside of the organization whom a role lets in. */
export interface OutsidePrincipal {
  /** An ARN, an account id, `*`, or the name of an identity provider. */
  readonly principal: string;
  /** JSON of the conditions, those of several statements separated by ` | `; '' when one of them has none. */
  readonly condition: string;
}

export interface Home {
  readonly organizationId: OrganizationId;
  /** Every account of the organization, closed ones too. */
  readonly accounts: ReadonlySet<string>;
}

export const UNREADABLE = 'unreadable trust policy';

/** Whom a trust policy lets in from outside of the organization, and every identity provider. Services are not people. */
export function outsidePrincipals(trustPolicy: string, home: Home): readonly OutsidePrincipal[] {
  const found = new Map<string, Set<string>>();
  for (const { principals, condition } of statementsOf(trustPolicy)) {
    if (isOwnOrganization(condition, home)) continue;
    for (const principal of principals) {
      if (isInside(principal, home)) continue;
      const conditions = found.get(principal) ?? new Set();
      found.set(principal, conditions.add(condition === undefined ? '' : stable(condition)));
    }
  }
  return [...found]
    .map(([principal, conditions]) => ({
      principal,
      condition: conditions.has('') ? '' : [...conditions].sort().join(' | '),
    }))
    .sort((a, b) => (a.principal < b.principal ? -1 : 1));
}

interface Statement {
  readonly principals: readonly string[];
  readonly condition: unknown;
}

function statementsOf(trustPolicy: string): readonly Statement[] {
  const document = parse(trustPolicy);
  if (document === undefined) return [{ principals: [UNREADABLE], condition: undefined }];
  return asList(document.Statement).flatMap((statement) => {
    if (!isObject(statement) || statement.Effect !== 'Allow') return [];
    return [{ principals: principalsOf(statement), condition: statement.Condition }];
  });
}

function principalsOf(statement: Readonly<Record<string, unknown>>): readonly string[] {
  if (statement.NotPrincipal !== undefined) return [`everybody but ${stable(statement.NotPrincipal)}`];
  const { Principal } = statement;
  if (typeof Principal === 'string') return [Principal];
  if (!isObject(Principal)) return [UNREADABLE];
  return Object.entries(Principal)
    .filter(([kind]) => kind !== 'Service')
    .flatMap(([, values]) => asList(values).map(String));
}

/** A principal of an account of the organization. Providers have the account's id in their ARNs, and let in others. */
function isInside(principal: string, { accounts }: Home): boolean {
  if (accounts.has(principal)) return true;
  const [, , service, , account = ''] = principal.split(':');
  const isProvider = /:(?:saml|oidc)-provider\//.test(principal);
  return (service === 'iam' || service === 'sts') && !isProvider && accounts.has(account);
}

/** Nobody from elsewhere passes StringEquals on the id of the organization, whoever the principal is. */
function isOwnOrganization(condition: unknown, { organizationId }: Home): boolean {
  if (!isObject(condition)) return false;
  return Object.entries(condition).some(([operator, keys]) => {
    if (operator !== 'StringEquals' || !isObject(keys)) return false;
    return Object.entries(keys).some(([key, values]) => {
      const wanted = asList(values);
      return (
        key.toLowerCase() === 'aws:principalorgid' && wanted.length > 0 && wanted.every((id) => id === organizationId)
      );
    });
  });
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return isObject(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** JSON with its keys in order, so that the same conditions are the same text. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
