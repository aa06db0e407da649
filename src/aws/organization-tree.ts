import type { Account as AwsAccount, Organizations } from '@aws-sdk/client-organizations';
import type { Account, AccountState } from '../domain/account.ts';
import type { AccountId, RootId, UnitId } from '../domain/ids.ts';
import { isRootId, isUnitId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { Unit } from '../domain/unit.ts';
import { makeAtMost } from './concurrency.ts';
import { listAll } from './pages.ts';
import { required } from './required.ts';

type Node = RootId | UnitId;
type Path = readonly Node[];

/** E-mail addresses stop here. */
export async function listAccounts(organizations: Organizations): Promise<readonly Account[]> {
  const found = await listAwsAccounts(organizations);
  const paths = found.every((account) => pathOf(account).length > 0) ? null : await walkPaths(organizations);
  return found.map((account) => toAccount(account, paths?.get(account.Id ?? '') ?? pathOf(account)));
}

/** For the calls of services that ask for the address as well as the id; they are held in memory and go nowhere else. */
export async function readAddresses(organizations: Organizations): Promise<ReadonlyMap<AccountId, string>> {
  const accounts = await listAwsAccounts(organizations);
  return new Map(accounts.map(({ Id = '', Email = '' }) => [Id as AccountId, Email]));
}

function listAwsAccounts(organizations: Organizations): Promise<readonly AwsAccount[]> {
  // no MaxResults: AWS's own page size is its maximum, and has changed
  return listAll(async (token) => {
    const page = await organizations.listAccounts({ NextToken: token });
    return { items: page.Accounts, next: page.NextToken };
  });
}

/** Breadth first, each level's units in parallel. */
export async function listUnits(organizations: Organizations, root: RootId): Promise<readonly Unit[]> {
  const atMost = makeAtMost();
  const units: Unit[] = [];
  let level: readonly { readonly id: Node; readonly path: string }[] = [{ id: root, path: '' }];
  while (level.length > 0) {
    const below = await Promise.all(level.map((parent) => atMost(() => listChildUnits(organizations, parent))));
    level = below.flat();
    units.push(...below.flat());
  }
  return units;
}

async function listChildUnits(
  organizations: Organizations,
  parent: { readonly id: Node; readonly path: string },
): Promise<readonly Unit[]> {
  const children = await listAll(async (token) => {
    const page = await organizations.listOrganizationalUnitsForParent({ ParentId: parent.id, NextToken: token });
    return { items: page.OrganizationalUnits, next: page.NextToken };
  });
  return children.map(({ Id = '', Name = '' }) => ({
    id: Id as UnitId,
    name: Name,
    parent: parent.id,
    path: parent.path === '' ? Name : `${parent.path}/${Name}`,
  }));
}

function toAccount(account: AwsAccount, path: Path): Account {
  return {
    id: required(account.Id, say`the id of an account`) as AccountId,
    name: account.Name ?? '',
    // Status was retired on 2026-09-09 and is all that older partitions send
    state: required<AccountState>(account.State ?? account.Status, say`the state of account ${account.Id}`),
    joined: account.JoinedMethod ?? 'INVITED',
    path,
  };
}

/** `o-…/r-…/ou-…/111111111111/`: the nodes between organization and account. Empty when AWS sends no paths. */
function pathOf(account: AwsAccount): Path {
  return (account.Paths?.[0] ?? '').split('/').filter((part): part is Node => isRootId(part) || isUnitId(part));
}

/** A call for each unit instead of one (ListParents) for each account. */
async function walkPaths(organizations: Organizations): Promise<ReadonlyMap<string, Path>> {
  const { Roots = [] } = await organizations.listRoots({});
  const rootId = required(Roots[0]?.Id, say`the root of the organization`) as RootId;
  const units = await listUnits(organizations, rootId);
  const atMost = makeAtMost();
  const entries = await Promise.all(
    makeUnitPaths(rootId, units).map((path) =>
      atMost(async () => (await listChildAccounts(organizations, path)).map((id) => [id, path] as const)),
    ),
  );
  return new Map(entries.flat());
}

/** Units come parents first. */
function makeUnitPaths(root: RootId, units: readonly Unit[]): readonly Path[] {
  const paths = new Map<Node, Path>([[root, [root]]]);
  for (const unit of units) paths.set(unit.id, [...(paths.get(unit.parent) ?? []), unit.id]);
  return [...paths.values()];
}

async function listChildAccounts(organizations: Organizations, path: Path): Promise<readonly string[]> {
  const accounts = await listAll(async (token) => {
    const page = await organizations.listAccountsForParent({ ParentId: path.at(-1), NextToken: token });
    return { items: page.Accounts, next: page.NextToken };
  });
  return accounts.map((account) => account.Id ?? '');
}
