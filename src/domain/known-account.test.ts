import { expect, it } from 'vitest';
import { account, anOrg } from '../../test/support/organization.ts';
import { knownAccounts } from './known-account.ts';

it('knows accounts with the paths of their units', () => {
  const rows = knownAccounts(anOrg().with(account('stg').in('Workloads/Staging'), account('lone')).build());
  expect(rows).toContainEqual({ id: expect.any(String), name: 'stg', unit: 'Workloads/Staging' });
  expect(rows).toContainEqual({ id: expect.any(String), name: 'lone', unit: '' });
});
