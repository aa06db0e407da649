import { describe, expect, it } from 'vitest';
import type { Account, AccountState } from '../domain/account.ts';
import { formatFinding } from '../domain/finding.ts';
import type { AccountId, RootId, UnitId } from '../domain/ids.ts';
import { parseConfig } from './load.ts';
import type { OrganizationNames } from './references.ts';
import type { Resolution } from './resolve.ts';
import { resolveReferences } from './resolve.ts';

const ROOT = 'r-abcd' as RootId;
const WORKLOADS = 'ou-abcd-workload' as UnitId;
const PRODUCTION = 'ou-abcd-producti' as UnitId;

function account(
  digit: string,
  name: string,
  { state = 'ACTIVE' as AccountState, path = [ROOT] as Account['path'] } = {},
): Account {
  return { id: digit.repeat(12) as AccountId, name, state, joined: 'CREATED', path };
}

const ORGANIZATION: OrganizationNames = {
  rootId: ROOT,
  managementAccountId: '111111111111' as AccountId,
  units: [
    { id: WORKLOADS, name: 'Workloads', parent: ROOT, path: 'Workloads' },
    { id: PRODUCTION, name: 'Production', parent: WORKLOADS, path: 'Workloads/Production' },
    { id: 'ou-abcd-slashed1' as UnitId, name: 'b/c', parent: ROOT, path: 'a/b/c' },
    { id: 'ou-abcd-slashed2' as UnitId, name: 'c', parent: ROOT, path: 'a/b/c' },
  ],
  accounts: [
    account('1', 'master'),
    account('2', 'audit'),
    account('3', 'log'),
    account('4', 'dev', { path: [ROOT, WORKLOADS] }),
    account('5', 'twin'),
    account('6', 'twin'),
    account('7', 'old-poc', { state: 'SUSPENDED' }),
    account('8', 'phoenix', { state: 'SUSPENDED' }),
    account('9', 'phoenix'),
  ],
};

function resolve(text: string): Resolution {
  const accounts = text.includes('accounts: {audit') ? '' : 'accounts: {audit: audit, log: log}\n';
  const whole = `version: 1\nnotifications: {securityEmail: a@example.com}\n${accounts}${text}\n`;
  const { config, locate, findings } = parseConfig(whole, 'm');
  expect(findings).toEqual([]);
  if (!config) throw new Error('the test needs a valid configuration');
  const resolution = resolveReferences(config, ORGANIZATION, locate, '2026-06-15');
  // Names have tests of their own below.
  return { ...resolution, findings: resolution.findings.filter(({ code }) => code !== 'account-name') };
}

describe('references become ids', () => {
  it('by name, by id, by path and for the root', () => {
    const { resolved, findings } = resolve(
      `exclude: {accounts: ["444444444444", dev], units: [Workloads, ${PRODUCTION}]}`,
    );
    expect(findings).toEqual([]);
    expect(resolved).toMatchObject({
      auditAccountId: '222222222222',
      logAccountId: '333333333333',
      canaryAccountId: null,
      excludedAccountIds: ['444444444444'],
      excludedUnitIds: [WORKLOADS, PRODUCTION],
    });
    expect(['root', ROOT, 'Workloads/Production', PRODUCTION].map((it) => resolved?.unitId(it))).toEqual([
      ROOT,
      ROOT,
      PRODUCTION,
      PRODUCTION,
    ]);
    expect(() => resolved?.unitId('Sandbox')).toThrow('"Sandbox" is no unit of the organization.');
  });

  it('by a name, which is told to be one, with the id', () => {
    const { config, locate } = parseConfig(
      'version: 1\nnotifications: {securityEmail: a@example.com}\naccounts: {audit: "222222222222", log: log}\n',
      'm',
    );
    if (!config) throw new Error('the test needs a valid configuration');
    const { findings, named } = resolveReferences(config, ORGANIZATION, locate, '2026-06-15');
    expect(findings.map(formatFinding)).toEqual([
      'm:3:40 warning account-name: "log" is a name, which the administrators of an account can change. Write the id 333333333333 instead: metsuke check --fix',
    ]);
    expect(named).toEqual([{ path: ['accounts', 'log'], name: 'log', id: '333333333333' }]);
  });

  it.each(['stackSets: {canary: phoenix}', 'exclude: {accounts: [phoenix]}'])(
    'never by a name that a suspended account has too: %s',
    (text) => {
      const { resolved, findings } = resolve(text);
      expect(resolved).toBeNull();
      expect(findings.map(formatFinding)).toEqual([
        expect.stringMatching(
          /error ambiguous-account: "phoenix" is the name of 2 accounts: 888888888888 \(is suspended\) and 999999999999\./,
        ),
      ]);
    },
  );
});

/** Name, text from line 3 or 4 on, findings. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a misspelt account',
    'accounts: {audit: audit, log: loging}',
    ['m:3:31 error unknown-account: "loging" is no account of the organization. Did you mean "log"?'],
  ],
  [
    'an id with a wrong digit',
    'accounts: {audit: "222222222223", log: log}',
    ['m:3:19 error unknown-account: "222222222223" is no account of the organization. Did you mean "222222222222"?'],
  ],
  [
    'an account like no other',
    'stackSets: {canary: zzz}',
    [
      'm:4:21 error unknown-account: "zzz" is no account of the organization. See the accounts with: aws organizations list-accounts',
    ],
  ],
  [
    'an e-mail address, which is not repeated',
    'stackSets: {canary: dev@example.com}',
    [
      'm:4:21 error unknown-account: "(an e-mail address)" is no account of the organization. Write its name or its id.',
    ],
  ],
  [
    'a name of two',
    'stackSets: {canary: twin}',
    [
      'm:4:21 error ambiguous-account: "twin" is the name of 2 accounts: 555555555555 and 666666666666. Write the id, in quotes.',
    ],
  ],
  [
    'a suspended account with a duty',
    'stackSets: {canary: old-poc}',
    ['m:4:21 error suspended-account: "old-poc" is suspended: it cannot be the canary.'],
  ],
  [
    'the management account with duties',
    'accounts: {audit: master, log: "111111111111"}',
    [
      'm:3:19 error management-account: "master" is the management account: it cannot be the audit account. Guardrails never bind the management account, so keep its duties few: name a member account.',
      'm:3:32 error management-account: "master" is the management account: it cannot be the log account. Guardrails never bind the management account, so keep its duties few: name a member account.',
      'm:3:32 error same-account: "111111111111" is the audit account too. Who reads the logs must not be able to change them: name another account.',
    ],
  ],
  [
    'the management account excluded',
    'exclude: {accounts: [master]}',
    [
      'm:4:22 error management-account: "master" is the management account: it cannot be excluded. Everything is deployed from it; leave the line out.',
    ],
  ],
  [
    'the same account by name and by id',
    'accounts: {audit: audit, log: "222222222222"}',
    [
      'm:3:31 error same-account: "222222222222" is the audit account too. Who reads the logs must not be able to change them: name another account.',
    ],
  ],
  [
    'the log account excluded by id',
    'exclude: {accounts: ["333333333333"]}',
    ['m:4:22 error excluded-account: "log" is the log account: it cannot be excluded.'],
  ],
  [
    'the canary excluded by its unit',
    'stackSets: {canary: dev}\nexclude: {units: [Workloads]}',
    ['m:5:19 error excluded-account: "dev" in this unit is the canary: it cannot be excluded.'],
  ],
  [
    'the root excluded by id',
    `exclude: {units: [${ROOT}]}`,
    ['m:4:19 error everything-excluded: Without the root nothing would be governed.'],
  ],
  [
    'a unit without its path',
    'exclude: {units: [Production]}',
    ['m:4:19 error unknown-unit: "Production" is no unit of the organization. Did you mean "Workloads/Production"?'],
  ],
  [
    'a misspelt target',
    'guardrails: {regionRestriction: {targets: [Worklods]}}',
    ['m:4:44 error unknown-unit: "Worklods" is no unit of the organization. Did you mean "Workloads"?'],
  ],
  [
    'a misspelt target of another guardrail',
    'guardrails: {rootUser: {targets: [root, Worklods]}}',
    ['m:4:41 error unknown-unit: "Worklods" is no unit of the organization. Did you mean "Workloads"?'],
  ],
  [
    'a misspelt target of a policy that a capability brings',
    'accountDefaults: {enabled: true, aiOptOut: {enabled: true, targets: [Worklods]}}',
    ['m:4:70 error unknown-unit: "Worklods" is no unit of the organization. Did you mean "Workloads"?'],
  ],
  [
    'a unit like no other',
    'exclude: {units: [ou-zzzz-zzzzzzzz]}',
    [
      'm:4:19 error unknown-unit: "ou-zzzz-zzzzzzzz" is no unit of the organization. Write an id (ou-…), a path such as Workloads/Production, or root.',
    ],
  ],
  [
    'a path of two units',
    'exclude: {units: [a/b/c]}',
    [
      'm:4:19 error ambiguous-unit: "a/b/c" is the path of 2 units: ou-abcd-slashed1 and ou-abcd-slashed2. Write the id.',
    ],
  ],
];

describe('a reference that cannot be followed', () => {
  it.each(CASES)('%s', (_name, text, expected) => {
    const { resolved, findings } = resolve(text);
    expect(findings.map(formatFinding)).toEqual(expected);
    expect(resolved).toBeNull();
  });

  it('is only information when a suspended account is excluded', () => {
    const { resolved, findings } = resolve('exclude: {accounts: [old-poc]}');
    expect(findings.map(formatFinding)).toEqual([
      'm:4:22 info suspended-account: "old-poc" is suspended: it is left alone anyway.',
    ]);
    expect(resolved?.excludedAccountIds).toEqual(['777777777777']);
  });
});

describe('exceptions of rules', () => {
  const exceptions = (text: string) =>
    resolve(
      `configRules:\n  exceptions:\n    - {rule: restricted-ssh, reason: a jump host, expires: "2026-06-15", ${text}}`,
    );

  it('name accounts, the management account among them, and those of units and all below', () => {
    const { resolved, findings } = exceptions('accounts: [master, dev], units: [Workloads]');
    expect(findings).toEqual([]);
    expect(resolved?.ruleExceptions).toEqual([
      {
        rule: 'restricted-ssh',
        accountIds: ['111111111111', '444444444444'],
        reason: 'a jump host',
        expires: '2026-06-15',
      },
    ]);
  });

  it('of the root are for every account', () => {
    expect(exceptions('units: [root]').resolved?.ruleExceptions[0]?.accountIds).toHaveLength(9);
  });

  it('are told where the account or the unit is unknown', () => {
    const { resolved, findings } = exceptions('accounts: [dve], units: [Workload]');
    expect(resolved).toBeNull();
    expect(findings.map(formatFinding)).toEqual([
      'm:6:85 error unknown-account: "dve" is no account of the organization. Did you mean "dev"?',
      'm:6:99 error unknown-unit: "Workload" is no unit of the organization. Did you mean "Workloads"?',
    ]);
  });

  it('that ended yesterday are told, and count no more', () => {
    const { resolved, findings } = resolve(
      'configRules: {exceptions: [{rule: restricted-ssh, reason: a jump host, expires: "2026-06-14", accounts: [dev]}]}',
    );
    expect(findings.map(formatFinding)).toEqual([
      'm:4:81 warning expired-exception: The exception of "restricted-ssh" ended on 2026-06-14: the rule counts again. Remove it, or give it a later date.',
    ]);
    expect(resolved?.ruleExceptions).toHaveLength(1);
  });
});

it('the targets of a guardrail that is off are not looked at', () => {
  const off = [
    'guardrails: {rootUser: {enabled: false, targets: [Worklods]}}',
    'accountDefaults: {enabled: false, aiOptOut: {enabled: true, targets: [Worklods]}}',
  ];
  for (const text of off) {
    const { resolved, findings } = resolve(text);
    expect(resolved).not.toBeNull();
    expect(findings).toEqual([]);
  }
});
