import type { AccountId, UnitId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { SessionVpc } from '../domain/session-vpc.ts';
import { DUTIES } from './find-account.ts';
import type { Path } from './node.ts';
import type { Duty, OrganizationNames, Problem } from './references.ts';
import { quote } from './text.ts';

/** Ids where they were found. */
export interface FoundReferences {
  readonly audit: AccountId | undefined;
  readonly log: AccountId | undefined;
  readonly image: AccountId | undefined;
  readonly canary: AccountId | undefined;
  readonly sessionVpcs: readonly SessionVpc[];
  /** In the order of the file. */
  readonly excludedAccounts: readonly (AccountId | undefined)[];
  readonly excludedUnits: readonly (UnitId | undefined)[];
}

export interface PlacedProblem {
  readonly path: Path;
  readonly problem: Problem;
}

/** What the rules of the file alone cannot see: a name here and an id there may be the same account. */
export function checkDuties(found: FoundReferences, organization: OrganizationNames): PlacedProblem[] {
  return [
    ...checkSame(found),
    ...checkNotExcluded(found.audit, 'audit', { found, organization }),
    ...checkNotExcluded(found.log, 'log', { found, organization }),
    ...checkNotExcluded(found.image, 'image', { found, organization }),
    ...checkNotExcluded(found.canary, 'canary', { found, organization }),
    ...[...new Set(found.sessionVpcs.map(({ account }) => account))].flatMap((id) =>
      checkNotExcluded(id, 'vpc', { found, organization }),
    ),
  ];
}

function checkSame({ audit, log }: FoundReferences): PlacedProblem[] {
  if (audit === undefined || audit !== log) return [];
  const message = say`${quote(audit)} is the audit account too.`;
  const hint = say`Who reads the logs must not be able to change them: name another account.`;
  return [{ path: ['accounts', 'log'], problem: { severity: 'error', code: 'same-account', message, hint } }];
}

function checkNotExcluded(
  id: AccountId | undefined,
  duty: Duty,
  { found, organization }: { readonly found: FoundReferences; readonly organization: OrganizationNames },
): PlacedProblem[] {
  const account = organization.accounts.find((candidate) => candidate.id === id);
  if (!account) return [];
  const byAccount = found.excludedAccounts.indexOf(account.id);
  const byUnit = found.excludedUnits.findIndex((unit) => unit !== undefined && account.path.includes(unit));
  const name = quote(account.name);
  return [
    ...(byAccount < 0
      ? []
      : [excluded(['accounts', byAccount], say`${name} is ${DUTIES[duty]}: it cannot be excluded.`)]),
    ...(byUnit < 0
      ? []
      : [excluded(['units', byUnit], say`${name} in this unit is ${DUTIES[duty]}: it cannot be excluded.`)]),
  ];
}

function excluded(place: Path, message: string): PlacedProblem {
  return { path: ['exclude', ...place], problem: { severity: 'error', code: 'excluded-account', message } };
}
