import { describe, expect, it } from 'vitest';
import type { AccountId } from '../domain/ids.ts';
import type { NamedAccount } from './resolve.ts';
import { writeIds } from './write-ids.ts';

const HEAD = 'version: 1\nnotifications: {securityEmail: a@example.com}\n';
const id = (digit: string) => digit.repeat(12) as AccountId;
const AUDIT: NamedAccount = { path: ['accounts', 'audit'], name: 'audit', id: id('2') };
const LOG: NamedAccount = { path: ['accounts', 'log'], name: 'log', id: id('3') };
const EXCLUDED: readonly NamedAccount[] = ['4', '5'].map((digit, index) => ({
  path: ['exclude', 'accounts', index],
  name: `dev ${digit}`,
  id: id(digit),
}));

const rewrite = (text: string, named: readonly NamedAccount[]) => writeIds(HEAD + text, named)?.slice(HEAD.length);

describe('names become ids', () => {
  it.each([
    [
      'of a section, with a comment of its own',
      'accounts:\n  audit: audit # reads\n  log:   "log"\n',
      [AUDIT, LOG],
      'accounts:\n  audit: "222222222222" # reads; was audit\n  log:   "333333333333" # log\n',
    ],
    [
      'beside the name in a comment, which is not said twice',
      'accounts:\n  audit: audit # audit\n  log:   "log" # log of all\n',
      [AUDIT, LOG],
      'accounts:\n  audit: "222222222222" # audit\n  log:   "333333333333" # log of all; was log\n',
    ],
    [
      'of one line',
      "accounts: {audit: audit, log: 'log'}\n",
      [AUDIT, LOG],
      'accounts: {audit: "222222222222", log: "333333333333"} # audit, log\n',
    ],
    [
      'of a list, with Windows line ends',
      'accounts: {audit: "222222222222", log: "333333333333"}\r\nexclude:\r\n  accounts:\r\n    - dev 4\r\n    - dev 5   # old\r\n',
      EXCLUDED,
      'accounts: {audit: "222222222222", log: "333333333333"}\r\nexclude:\r\n  accounts:\r\n    - "444444444444" # dev 4\r\n    - "555555555555"   # old; was dev 5\r\n',
    ],
  ])('%s', (_name, text, named, expected) => {
    expect(rewrite(text, named)).toBe(expected);
  });

  it('and nothing else is touched: quotes, order, blank lines, other comments', () => {
    const around = '\n# head\nlogs: { retentionDays:   365 } # "kept"\n\naccounts:\n  log: "333333333333" # "log"\n';
    expect(rewrite(`${around}  audit: audit`, [AUDIT])).toBe(`${around}  audit: "222222222222" # audit`);
  });

  it('a name that would break out of its comment stays in it', () => {
    const named = { ...AUDIT, name: 'a\u2028b: "c" # d' };
    expect(rewrite('accounts: {audit: "a\\u2028b: \\"c\\" # d", log: "333333333333"}\n', [named])).toBe(
      'accounts: {audit: "222222222222", log: "333333333333"} # a\\u2028b: \\"c\\" # d\n',
    );
  });
});

describe('what is left to a person', () => {
  it.each([
    ['an alias', 'x: &a audit\n', 'accounts: {audit: *a, log: "333333333333"}\n'],
    ['a block', '', 'accounts:\n  audit: >-\n    audit\n  log: "333333333333"\n'],
  ])('%s', (_name, before, text) => {
    expect(writeIds(`${before}${HEAD}${text}`, [AUDIT])).toBeNull();
  });
});
