import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account, AccountState } from '../domain/account.ts';
import { formatFinding } from '../domain/finding.ts';
import type { AccountId, OrganizationId, RootId } from '../domain/ids.ts';
import type { FoundOrganization } from './init.ts';
import { makeConfigFile } from './init.ts';
import { parseConfig } from './load.ts';
import { resolveReferences } from './resolve.ts';
import type { Config } from './schema.ts';

function anOrganization(...members: readonly (string | readonly [string, AccountState])[]): FoundOrganization {
  const accounts = [
    ['master', 'ACTIVE'] as const,
    ...members.map((it) => (typeof it === 'string' ? ([it, 'ACTIVE'] as const) : it)),
  ];
  return {
    organizationId: 'o-8m3k2xq1zz' as OrganizationId,
    rootId: 'r-abcd' as RootId,
    managementAccountId: idOf(0),
    units: [],
    accounts: accounts.map(
      ([name, state], index): Account => ({
        id: idOf(index),
        name,
        state,
        joined: 'CREATED',
        path: ['r-abcd' as RootId],
      }),
    ),
  };
}

function idOf(index: number): AccountId {
  return String(index + 1).padStart(12, '0') as AccountId;
}

function parse(text: string): Config {
  const { config, findings } = parseConfig(text, 'metsuke.yaml');
  expect(findings.map(formatFinding)).toEqual([]);
  if (!config) throw new Error('not valid');
  return config;
}

describe('makeConfigFile', () => {
  it('explains, guesses the two accounts, and shows every default', () => {
    expect(makeConfigFile(anOrganization('audit', 'log', 'dev', ['old-poc', 'SUSPENDED']))).toMatchSnapshot();
  });

  it('begins with the line that editors read', () => {
    const [first] = makeConfigFile(anOrganization(), { schemaLocation: '../metsuke.schema.json' }).split('\n');
    expect(first).toBe('# yaml-language-server: $schema=../metsuke.schema.json');
  });

  it('writes what was answered', () => {
    const config = parse(
      makeConfigFile(anOrganization('one', 'two', 'twin', 'twin'), {
        auditAccountId: idOf(1),
        logAccountId: idOf(4),
        securityEmail: 'soc@example.jp',
        homeRegion: 'us-east-1',
        governedRegions: ['us-east-1', 'us-west-2'],
      }),
    );
    expect(config).toMatchObject({
      accounts: { audit: 'one', log: '000000000005' },
      notifications: { securityEmail: 'soc@example.jp' },
      homeRegion: 'us-east-1',
      governedRegions: ['us-east-1', 'us-west-2'],
    });
  });

  it.each([
    ['of AWS Control Tower', ['Audit', 'Log Archive'], { audit: 'Audit', log: 'Log Archive' }],
    [
      'with a prefix',
      ['acme-sec-audit', 'acme-logging', 'acme-security'],
      { audit: 'acme-sec-audit', log: 'acme-logging' },
    ],
    ['without an audit account', ['security', 'logs'], { audit: 'security', log: 'logs' }],
    ['of both in one', ['audit-log'], { audit: 'change-me-audit', log: 'audit-log' }],
    ['that are several', ['dev-audit', 'prod-audit', 'log'], { audit: 'change-me-audit', log: 'log' }],
    ['that only contain the letters', ['catalog', 'auditorium'], { audit: 'change-me-audit', log: 'change-me-log' }],
  ])('guesses accounts %s', (_name, names, expected) => {
    expect(parse(makeConfigFile(anOrganization(...names))).accounts).toEqual(expected);
  });

  it('never guesses the management account or one that is not active', () => {
    const organization = { ...anOrganization(['audit', 'SUSPENDED'], 'log'), managementAccountId: idOf(2) };
    expect(parse(makeConfigFile(organization)).accounts).toEqual({ audit: 'change-me-audit', log: 'change-me-log' });
  });

  it('marks what must be changed, with the accounts to choose from', () => {
    const text = makeConfigFile(anOrganization('dev', 'prod', 'a # "b'));
    expect(text).toContain('  audit: change-me-audit # change me: "a # \\"b", dev, prod\n');
    expect(text).toContain('  securityEmail: security@example.com # change me\n');
  });

  it('shows defaults: uncommented, they change nothing', () => {
    const text = makeConfigFile(anOrganization('audit', 'log'));
    const settings = /^( *)# ( *(?:#|\w+:( |$)).*)$/gm;
    const uncommented = text.replace(settings, (line, indent: string, setting: string) =>
      /# (\$|yaml-|governedRegions|allConfigurationEmail|quietHours|slack|webhook)/.test(line)
        ? line
        : indent + setting,
    );
    expect(uncommented).toContain('\n  operation:\n    regionConcurrency: PARALLEL');
    expect(parse(uncommented)).toEqual(parse(text));
  });

  it('is valid YAML, and names the accounts that it means, whatever they are called', { timeout: 60_000 }, () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '#',
        "'",
        '"',
        'a: b',
        '- a',
        'true',
        'null',
        '~',
        '1',
        '012345678901',
        'a\nb',
        ' a',
        '*a',
        '&a',
        '!a',
        '{',
        '[',
        '|',
        '>',
        '%',
        '@',
        '`',
        '監査',
        '\u2028',
        '---',
        'a #b',
      ),
    );
    fc.assert(
      fc.property(fc.array(name, { minLength: 2, maxLength: 6 }), (names) => {
        const organization = anOrganization(...names);
        const text = makeConfigFile(organization, { auditAccountId: idOf(1), logAccountId: idOf(2) });
        const { locate } = parseConfig(text, 'metsuke.yaml');
        const { resolved } = resolveReferences(parse(text), organization, locate, '2026-01-01');
        expect(resolved).toMatchObject({ auditAccountId: idOf(1), logAccountId: idOf(2) });
        parse(makeConfigFile(anOrganization(...names.map((it) => [it, 'SUSPENDED'] as const))));
        parse(makeConfigFile(organization));
      }),
      { numRuns: 300 },
    );
  });
});
