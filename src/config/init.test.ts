import fc from 'fast-check';
import width from 'fast-string-width';
import { afterEach, describe, expect, it } from 'vitest';
import type { Account, AccountState } from '../domain/account.ts';
import { formatFinding } from '../domain/finding.ts';
import type { AccountId, OrganizationId, RootId } from '../domain/ids.ts';
import { speak } from '../domain/say.ts';
import { JAPANESE } from '../words/ja/catalogue.ts';
import type { FoundOrganization } from './init.ts';
import { COSTLY, makeConfigFile } from './init.ts';
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

afterEach(() => speak(undefined));

const ADDRESS = { securityEmail: 'soc@example.jp' };

describe('makeConfigFile', () => {
  it('explains, guesses the two accounts, and shows every default', () => {
    expect(makeConfigFile(anOrganization('audit', 'log', 'dev', ['old-poc', 'SUSPENDED']))).toMatchSnapshot();
  });

  it('is explained in Japanese, in lines that fit, with the same settings', () => {
    const organization = anOrganization('audit', 'log', ['old-poc', 'SUSPENDED']);
    const english = parse(makeConfigFile(organization, ADDRESS));
    speak(JAPANESE);
    const text = makeConfigFile(organization, ADDRESS);
    const comments = text.split('\n').filter((line) => line.includes('# '));
    expect(comments.filter((line) => /[ぁ-んァ-ヶ一-龠]/.test(line)).length).toBeGreaterThan(50);
    for (const line of comments) {
      expect(line).not.toMatch(/\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\b|^ *# [、。）]/);
      expect([width(line) <= 110, line]).toEqual([true, line]);
    }
    speak(undefined);
    expect(parse(text)).toEqual(english);
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
      accounts: { audit: idOf(1), log: idOf(4) },
      notifications: { securityEmail: 'soc@example.jp' },
      homeRegion: 'us-east-1',
      governedRegions: ['us-east-1', 'us-west-2'],
    });
  });

  it.each([
    ['of AWS Control Tower', ['Audit', 'Log Archive'], [1, 2]],
    ['with a prefix', ['acme-sec-audit', 'acme-logging', 'acme-security'], [1, 2]],
    ['without an audit account', ['security', 'logs'], [1, 2]],
    ['of both in one', ['audit-log'], [undefined, 1]],
    ['that are several', ['dev-audit', 'prod-audit', 'log'], [undefined, 3]],
    ['that only contain the letters', ['catalog', 'auditorium'], [undefined, undefined]],
  ])('guesses accounts %s', (_name, names, [audit, log]) => {
    const text = makeConfigFile(anOrganization(...names));
    const idAfter = (duty: string) =>
      new RegExp(`^  ${duty}: "(\\d{12})" # .*, guessed by its name$`, 'm').exec(text)?.[1];
    expect([idAfter('audit'), idAfter('log')]).toEqual(
      [audit, log].map((index) => (index === undefined ? index : idOf(index))),
    );
  });

  it('never guesses the management account or one that is not active', () => {
    const organization = { ...anOrganization(['audit', 'SUSPENDED'], 'log'), managementAccountId: idOf(2) };
    expect(makeConfigFile(organization)).not.toContain('guessed');
  });

  it('leaves empty what it cannot know, so that it is an error in its line and nobody gets mail', () => {
    const text = makeConfigFile(anOrganization('dev', 'prod', 'a # "b'));
    expect(text).toContain('  audit: # write one of: "a # \\"b", dev, prod\n');
    expect(text).not.toMatch(/^[^#]*@/m);
    const { findings } = parseConfig(text, 'metsuke.yaml');
    expect(findings.map(({ code, message, source }) => [code, message, source?.line])).toEqual(
      ['audit', 'log', 'securityEmail'].map((key) => [
        'missing-value',
        `${key} has no value.`,
        text.split('\n').findIndex((line) => line.startsWith(`  ${key}:`)) + 1,
      ]),
    );
  });

  it('switches off what a person begins without, and allows the regions that they name', () => {
    const answers = { securityEmail: 'soc@example.jp', off: COSTLY, allowedRegions: ['us-east-1'] };
    const config = parse(makeConfigFile(anOrganization('audit', 'log'), answers));
    expect(config).toMatchObject({
      configRecorder: { enabled: false },
      configRules: { enabled: false },
      guardDuty: { enabled: false },
      logCollection: { enabled: false },
      cloudTrail: { mode: 'OFF' },
      guardrails: { regionRestriction: { enabled: true, allowedRegions: ['us-east-1'] } },
    });
  });

  it('shows defaults: uncommented, they change nothing', () => {
    const text = makeConfigFile(anOrganization('audit', 'log'), ADDRESS);
    const settings = /^( *)# ( *(?:#|\w+:( |$)).*)$/gm;
    const uncommented = text.replace(settings, (line, indent: string, setting: string) =>
      /# (\$|yaml-|governedRegions|allConfigurationEmail|quietHours|slack|webhook)/.test(line)
        ? line
        : indent + setting,
    );
    expect(uncommented).toContain('\n  operation:\n    regionConcurrency: PARALLEL');
    expect(parse(uncommented)).toEqual(parse(text));
  });

  it('is valid YAML, and names the accounts that it means, whatever they are called', () => {
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
        const text = makeConfigFile(organization, { auditAccountId: idOf(1), logAccountId: idOf(2), ...ADDRESS });
        const { locate } = parseConfig(text, 'metsuke.yaml');
        const { resolved } = resolveReferences(parse(text), organization, locate, '2026-01-01');
        expect(resolved).toMatchObject({ auditAccountId: idOf(1), logAccountId: idOf(2) });
        const nobody = anOrganization(...names.map((it) => [it, 'SUSPENDED'] as const));
        for (const text of [makeConfigFile(nobody), makeConfigFile(organization)]) {
          const { findings } = parseConfig(text, 'metsuke.yaml');
          expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['missing-value']));
        }
      }),
      { numRuns: 300 },
    );
  });
});
