import { expect, it } from 'vitest';
import { deployedRuleName, ruleNameOf } from './rule-name.ts';

it('finds the name of a rule of ours again, and none of one of others', () => {
  expect(ruleNameOf('acme', deployedRuleName('acme', 'restricted-ssh'))).toBe('restricted-ssh');
  expect(ruleNameOf('acme', 'restricted-ssh')).toBeNull();
  expect(ruleNameOf('acme', 'acmerestricted-ssh')).toBeNull();
});
