import type { Account, AccountState } from '../../src/domain/account.ts';
import type { AccountId, OrganizationId, RootId, UnitId } from '../../src/domain/ids.ts';
import type { Unit } from '../../src/domain/unit.ts';

/** An organization as plain data. */
export interface TestOrganization {
  readonly id: OrganizationId;
  readonly managementAccountId: AccountId;
  readonly rootId: RootId;
  readonly accounts: readonly Account[];
  readonly units: readonly Unit[];
}

export interface AccountBuilder {
  readonly name: string;
  readonly path: string;
  readonly state: AccountState;
  readonly joined: Account['joined'];
  in(path: string): AccountBuilder;
  suspended(): AccountBuilder;
  closing(): AccountBuilder;
  pending(): AccountBuilder;
  invited(): AccountBuilder;
}

export interface OrganizationBuilder {
  with(...accounts: readonly AccountBuilder[]): OrganizationBuilder;
  build(): TestOrganization;
}

export const ROOT = 'r-test' as RootId;

/** An ACTIVE account below the root, until said otherwise. */
export function account(name: string): AccountBuilder {
  return makeAccount({ name, path: '', state: 'ACTIVE', joined: 'CREATED' });
}

/** Has `master` (111111111111), `audit` (222222222222) and `log` (333333333333) from the start; the next is 444444444444. */
export function anOrg(): OrganizationBuilder {
  return makeOrganization([account('master'), account('audit').in('Security'), account('log').in('Security')]);
}

export function idOf(organization: TestOrganization, name: string): AccountId {
  const found = organization.accounts.find((one) => one.name === name);
  if (!found) throw new Error(`no account of the test is called ${name}`);
  return found.id;
}

/** The id of the n-th account, from 1. */
export function accountId(position: number): AccountId {
  const text = position < 10 ? String(position).repeat(12) : String(position).padStart(12, '9');
  return text as AccountId;
}

type AccountFields = Pick<AccountBuilder, 'name' | 'path' | 'state' | 'joined'>;

function makeAccount(fields: AccountFields): AccountBuilder {
  return {
    ...fields,
    in: (path) => makeAccount({ ...fields, path }),
    suspended: () => makeAccount({ ...fields, state: 'SUSPENDED' }),
    closing: () => makeAccount({ ...fields, state: 'PENDING_CLOSURE' }),
    pending: () => makeAccount({ ...fields, state: 'PENDING_ACTIVATION' }),
    invited: () => makeAccount({ ...fields, joined: 'INVITED' }),
  };
}

function makeOrganization(builders: readonly AccountBuilder[]): OrganizationBuilder {
  return {
    with: (...more) => makeOrganization([...builders, ...more]),
    build: () => ({
      id: 'o-testorgid1' as OrganizationId,
      managementAccountId: accountId(1),
      rootId: ROOT,
      accounts: builders.map((builder, index) => toAccount(builder, accountId(index + 1))),
      units: unitsOf(builders.map(({ path }) => path)),
    }),
  };
}

export function toAccount({ name, path, state, joined }: AccountBuilder, id: AccountId): Account {
  const units = prefixesOf(path).map(unitIdOf);
  return { id, name, state, joined, path: [ROOT, ...units] };
}

function unitsOf(paths: readonly string[]): readonly Unit[] {
  return [...new Set(paths.flatMap(prefixesOf))].map((path) => {
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? ROOT : unitIdOf(path.slice(0, slash));
    return { id: unitIdOf(path), name: path.slice(slash + 1), parent, path };
  });
}

/** `a/b` → `a`, `a/b` */
function prefixesOf(path: string): readonly string[] {
  const names = path.split('/').filter((name) => name !== '');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** Made from the path, so that a unit has the same id in every test. */
export function unitIdOf(path: string): UnitId {
  const letters = path.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return `ou-test-${letters.padEnd(8, '0').slice(0, 32)}` as UnitId;
}
