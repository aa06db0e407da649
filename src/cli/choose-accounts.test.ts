import { describe, expect, it } from 'vitest';
import { account, anOrg } from '../../test/support/organization.ts';
import { chooseAccounts } from './choose-accounts.ts';

const built = anOrg()
  .with(account('dev').in('Workloads'), account('stg').in('Workloads/Staging'), account('lone'))
  .build();
const organization = {
  accounts: built.accounts,
  units: built.units,
  rootId: built.rootId,
  managementAccountId: built.managementAccountId,
};
const idOf = (name: string) => organization.accounts.find((each) => each.name === name)?.id ?? '';

describe('accounts that a person means', () => {
  it('are all, when none is named', () => expect(chooseAccounts({}, organization)).toBeUndefined());

  it('are named by name or id, once', () => {
    expect(chooseAccounts({ account: ['dev', idOf('dev')] }, organization)).toEqual([idOf('dev')]);
  });

  it('are those below a unit, however deep', () => {
    expect(chooseAccounts({ unit: ['Workloads'] }, organization)).toEqual([idOf('dev'), idOf('stg')]);
  });

  it('may have left the organization, if they are named by id', () => {
    expect(chooseAccounts({ account: ['999999999999'] }, organization)).toEqual(['999999999999']);
  });

  it.each([
    ['a name that is near another', { account: ['dve'] }, /no account of the organization/],
    ['a unit that is not there', { unit: ['Workload'] }, /Workload/],
  ])('are not guessed: %s', (_name, wanted, message) => {
    expect(() => chooseAccounts(wanted, organization)).toThrow(message);
  });

  it('are known by ids alone without an organization', () => {
    expect(chooseAccounts({ account: ['111111111111'] }, null)).toEqual(['111111111111']);
    expect(() => chooseAccounts({ account: ['dev'] }, null)).toThrow(/cannot be asked/);
    expect(() => chooseAccounts({ unit: ['Workloads'] }, null)).toThrow(/cannot be asked/);
  });
});
