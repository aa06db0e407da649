import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatFinding } from '../domain/finding.ts';
import { loadConfig, parseConfig, readConfig } from './load.ts';

const VALID = `version: 1
accounts:
  audit: audit
  log: log
notifications:
  securityEmail: security@example.com
`;

/** Findings of the valid file with these lines behind it; they begin in line 7. */
function linesOf(text: string): string[] {
  return parseConfig(text, 'metsuke.yaml').findings.map(formatFinding);
}

function at(line: number, column: number, rest: string): string {
  return `metsuke.yaml:${line}:${column} ${rest}`;
}

describe('a valid file', () => {
  it('becomes a configuration with every default filled in', () => {
    const { config, findings } = parseConfig(VALID, 'metsuke.yaml');
    expect(findings).toEqual([]);
    expect(config).toMatchObject({
      homeRegion: 'ap-northeast-1',
      accounts: { audit: 'audit', log: 'log' },
      exclude: { accounts: [], units: [] },
      stackSets: { operation: { regionConcurrency: 'PARALLEL' } },
      logs: { retentionDays: 365, transitionToGlacier: false },
      guardrails: { regionRestriction: { enabled: true, targets: ['root'] } },
    });
  });

  it.each([
    ['a byte order mark', `\uFEFF${VALID}`],
    ['line ends of Windows', VALID.replaceAll('\n', '\r\n')],
    ['a section whose keys are all commented out', `${VALID}logs:\n  # retentionDays: 365\n`],
    ['an anchor and its alias', `${VALID}homeRegion: &home us-east-1\ngovernedRegions: [*home]\n`],
    [
      'JSON',
      JSON.stringify({ version: 1, accounts: { audit: 'a', log: 'b' }, notifications: { securityEmail: 'a@b.jp' } }),
    ],
    ['document markers', `---\n${VALID}...\n`],
  ])('may have %s', (_name, text) => {
    expect(linesOf(text)).toEqual([]);
    expect(parseConfig(text, 'metsuke.yaml').config).not.toBeNull();
  });

  it('is the one of the demo', async () => {
    const demo = new URL('../../examples/demo/metsuke.yaml', import.meta.url).pathname;
    expect(linesOf(await readFile(demo, 'utf8'))).toEqual([]);
  });
});

/** Name, text behind the valid file, findings. */
const MISTAKES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a key in other letters',
    'logs:\n  retentiondays: 1',
    [at(8, 3, 'error unknown-key: "retentiondays". Did you mean "retentionDays"?')],
  ],
  [
    'a misspelt key at the top',
    'goverendRegions: [us-east-1]',
    [at(7, 1, 'error unknown-key: "goverendRegions". Did you mean "governedRegions"?')],
  ],
  [
    'a key at the wrong level',
    'retentionDays: 30',
    [
      at(
        7,
        1,
        'error unknown-key: "retentionDays". It belongs in logs, cloudTrail.logGroup, logCollection or sessions.',
      ),
    ],
  ],
  [
    'a key that two sections have',
    'frequency: DAILY\nmode: COMPLIANCE',
    [
      at(7, 1, 'error unknown-key: "frequency". It belongs in configRecorder.'),
      at(8, 1, 'error unknown-key: "mode". It belongs in cloudTrail or cloudTrail.objectLock.'),
    ],
  ],
  [
    'a key that most sections have',
    'enabled: true',
    [at(7, 1, 'error unknown-key: "enabled". It belongs in a section, indented.')],
  ],
  [
    'a key of the top inside of a section',
    'logs:\n  homeRegion: us-east-1',
    [at(8, 3, 'error unknown-key: "homeRegion". It belongs at the top of the file, not indented.')],
  ],
  [
    'a misspelt key at the wrong level',
    'retentionDay: 30',
    [
      at(
        7,
        1,
        'error unknown-key: "retentionDay". Did you mean "retentionDays"? It belongs in logs, cloudTrail.logGroup, logCollection or sessions.',
      ),
    ],
  ],
  [
    'a key like nothing else',
    'auditExecutionRoles:\n  xyz: 1',
    [at(8, 3, 'error unknown-key: "xyz". The keys here are enabled.')],
  ],
  [
    'a merge key',
    'logs:\n  <<: {retentionDays: 3}',
    [at(8, 3, 'error unknown-key: "<<". Merge keys are not supported; write the keys out.')],
  ],
  [
    'a key that every object has',
    'logs:\n  constructor: 1\n  __proto__: 1',
    [
      at(
        8,
        3,
        'error unknown-key: "constructor". The keys here are retentionDays, transitionToGlacier, transitionDays and keyPrefix.',
      ),
      at(
        9,
        3,
        'error unknown-key: "__proto__". The keys here are retentionDays, transitionToGlacier, transitionDays and keyPrefix.',
      ),
    ],
  ],
  [
    'words for a number',
    'logs:\n  retentionDays: a year',
    [at(8, 18, 'error wrong-type: retentionDays must be a whole number, not "a year".')],
  ],
  [
    'a number in quotes',
    'logs:\n  retentionDays: "365"',
    [at(8, 18, 'error wrong-type: retentionDays must be a whole number, not "365". Remove the quotes.')],
  ],
  [
    'a fraction',
    'logs:\n  retentionDays: 1.5',
    [at(8, 18, 'error wrong-type: retentionDays must be a whole number, not 1.5.')],
  ],
  [
    'a number beyond the safe ones, once',
    'logs:\n  retentionDays: 1e300',
    [at(8, 18, 'error out-of-range: retentionDays must be 1 to 36500, not 1e300.')],
  ],
  [
    'a number out of range',
    'stackSets:\n  operation:\n    maxConcurrentPercentage: 0',
    [at(9, 30, 'error out-of-range: maxConcurrentPercentage must be 1 to 100, not 0.')],
  ],
  [
    'a boolean in quotes',
    'logs:\n  transitionToGlacier: "true"',
    [at(8, 24, 'error wrong-type: transitionToGlacier must be true or false, not "true". Remove the quotes.')],
  ],
  [
    'a boolean of YAML 1.1',
    'logs:\n  transitionToGlacier: off',
    [at(8, 24, 'error wrong-type: transitionToGlacier must be true or false, not "off". Did you mean false?')],
  ],
  [
    'a misspelt choice',
    'stackSets:\n  permissionModel: self-managed',
    [
      at(
        8,
        20,
        'error unknown-value: permissionModel must be SELF_MANAGED or SERVICE_MANAGED, not "self-managed". Did you mean "SELF_MANAGED"?',
      ),
    ],
  ],
  [
    'a choice like none',
    'stackSets:\n  executionPolicy: 5',
    [at(8, 20, 'error unknown-value: executionPolicy must be scoped or administrator, not 5.')],
  ],
  [
    'an account id without quotes, in a list',
    'exclude:\n  accounts: [012345678901]',
    [
      at(
        8,
        14,
        'error unquoted-account-id: accounts, item 1, must be text, not 012345678901. Put the account id in quotes: "012345678901".',
      ),
    ],
  ],
  [
    'a number as an account',
    'stackSets:\n  canary: 5',
    [at(8, 11, 'error wrong-type: canary must be text, not 5. Put it in quotes: "5".')],
  ],
  ['an empty text', 'stackSets:\n  canary: ""', [at(8, 11, 'error missing-value: canary must not be empty.')]],
  [
    'a value left out',
    'stackSets:\n  canary:',
    [at(8, 10, 'error missing-value: canary has no value. Give it one, or remove the line.')],
  ],
  [
    'an empty list where it would mean everything',
    'guardrails:\n  regionRestriction:\n    targets:',
    [at(9, 13, 'error missing-value: targets has no value. Give it one, or remove the line.')],
  ],
  [
    'a list without items',
    'governedRegions: []',
    [at(7, 18, 'error missing-value: governedRegions must have at least one item.')],
  ],
  [
    'a value for a list',
    'governedRegions: us-east-1',
    [
      at(
        7,
        18,
        'error wrong-type: governedRegions must be a list, not "us-east-1". Begin a line with "- " for each item.',
      ),
    ],
  ],
  [
    'a list for a value',
    'homeRegion:\n  - us-east-1',
    [at(8, 3, 'error wrong-type: homeRegion must be an AWS region, not a list.')],
  ],
  [
    'a value for a section',
    'logs: 365',
    [
      at(
        7,
        7,
        'error wrong-type: logs must be a section with keys, not 365. Its keys are retentionDays, transitionToGlacier, transitionDays and keyPrefix.',
      ),
    ],
  ],
  [
    'a misspelt region',
    'homeRegion: ap-norhteast-1',
    [at(7, 13, 'error unknown-region: "ap-norhteast-1" is no AWS region. Did you mean "ap-northeast-1"?')],
  ],
  [
    'the name of a city as a region',
    'governedRegions:\n  - ap-northeast-1\n  - Tokyo',
    [at(9, 5, 'error unknown-region: "Tokyo" is no AWS region. Write its code, such as ap-northeast-1.')],
  ],
  [
    'a role name with a star',
    'guardrails:\n  regionRestriction:\n    exemptRoles: ["*"]',
    [at(9, 19, 'error wrong-format: exemptRoles, item 1, would exempt every role: name more of it, not "*".')],
  ],
  [
    'a key twice',
    'version: 1',
    [at(7, 1, 'error duplicate-key: "version" is already there in line 1. Keep one of the two.')],
  ],
  [
    'an alias without its anchor',
    'homeRegion: *home',
    [
      at(
        7,
        13,
        'error unknown-anchor: No anchor "&home" above this line. Put quotes around a value that begins with "*".',
      ),
    ],
  ],
  [
    'a second document',
    '---\nversion: 1',
    [
      at(
        7,
        1,
        'error several-documents: A second document begins here. Remove the line "---": the configuration is one document.',
      ),
    ],
  ],
];

describe('a mistake', () => {
  it.each(MISTAKES)('%s', (_name, text, expected) => {
    expect(linesOf(`${VALID}${text}\n`)).toEqual(expected);
    expect(parseConfig(`${VALID}${text}\n`, 'metsuke.yaml').config).toBeNull();
  });
});

/** Name, whole text, findings. */
const BROKEN: readonly (readonly [string, string, readonly string[]])[] = [
  ['an empty file', '', [at(1, 1, 'error empty-file: There is no configuration in it. Write one with: metsuke init')]],
  [
    'comments only',
    '# version: 1\n',
    [at(1, 1, 'error empty-file: There is no configuration in it. Write one with: metsuke init')],
  ],
  ['a list', '- version: 1', [at(1, 1, 'error wrong-type: The file must be keys and values, such as "version: 1".')]],
  ['a word', 'metsuke', [at(1, 1, 'error wrong-type: The file must be keys and values, such as "version: 1".')]],
  [
    'a tab',
    'accounts:\n\taudit: a',
    [at(2, 1, 'error yaml-syntax: Tabs are not allowed as indentation. Indent with spaces.')],
  ],
  [
    'a colon inside of a value',
    'accounts:\n  audit: log: x',
    [
      at(
        2,
        10,
        'error yaml-syntax: Nested mappings are not allowed in compact mappings. Put quotes around a value which contains ": ", and begin a section on a line of its own.',
      ),
    ],
  ],
  ['a missing quote', 'homeRegion: "us', [at(1, 16, 'error yaml-syntax: Missing closing "quote.')]],
  [
    'a tag',
    'homeRegion: !Ref Region',
    [
      at(
        1,
        13,
        'error yaml-syntax: Unresolved tag: !Ref. Words with an exclamation mark, such as !Ref, have no meaning here.',
      ),
    ],
  ],
  [
    'nesting without end',
    '['.repeat(100_000),
    [at(1, 33, 'error yaml-syntax: Nested too deeply to be a configuration.')],
  ],
  [
    'aliases of aliases',
    [
      'a: &a [1,1,1,1,1,1,1,1,1,1]',
      ...'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${Array(10).fill(`*${'abcdefgh'[index]}`).join()}]`),
    ].join('\n'),
    [at(5, 7, 'error too-large: More than 100000 values: this is no configuration.')],
  ],
  [
    'required keys missing: at their section',
    'version: 1\naccounts:\n  audit: audit\n',
    [
      at(1, 1, 'error missing-key: "notifications" is missing. Add it, with securityEmail.'),
      at(2, 1, 'error missing-key: "log" is missing in accounts. Add it: the account that keeps the log archive.'),
    ],
  ],
  [
    'an empty required section and a version of the future',
    'version: 2\naccounts:\nnotifications:\n  securityEmail: security@example.com',
    [
      at(
        1,
        10,
        'error newer-format: The file was written by a newer Metsuke (format 2; this one reads 1). Update Metsuke on this machine.',
      ),
      at(
        2,
        1,
        'error missing-key: "audit" is missing in accounts. Add it: the account that gathers notifications, cross-account audit roles and Config data.',
      ),
      at(2, 1, 'error missing-key: "log" is missing in accounts. Add it: the account that keeps the log archive.'),
    ],
  ],
];

describe('a file that is no configuration', () => {
  it.each(BROKEN)('%s', (_name, text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });

  it('of more than 1 MB is not even parsed', () => {
    expect(linesOf('#'.repeat(1_000_001))).toEqual([
      at(1, 1, 'error too-large: The file is too large to be a configuration: 1000001 bytes, at most 1000000.'),
    ]);
  });

  it('with a mistake in every line is told about the first hundred', () => {
    const lines = linesOf(`${VALID}exclude:\n  accounts:\n${'    - 5\n'.repeat(150)}`);
    expect(lines).toHaveLength(101);
    expect(lines.at(-1)).toBe(at(109, 7, 'error too-many: 50 more findings are not listed.'));
  });

  it('with unknown keys only is told about the first twenty', () => {
    const keys = Array.from({ length: 25 }, (_, index) => `key${index}: 1\n`).join('');
    const lines = linesOf(`${VALID}${keys}`);
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe(at(27, 1, 'error unknown-key: 5 more keys of this section are unknown.'));
  });

  it('has all of its mistakes told, in the order of the file', () => {
    const text = `logs:\n  retentionDays: 30\n  transitionToGlacier: true\nhomeRegion: tokio\n${VALID}zone: 1\n`;
    expect(linesOf(text).map((line) => /\d+:\d+ error [\w-]+/.exec(line)?.[0])).toEqual([
      '1:1 error transition-after-expiration',
      '4:13 error unknown-region',
      '11:1 error unknown-key',
    ]);
  });
});

describe('an e-mail address', () => {
  it.each([
    [
      'misspelt',
      VALID.replace('security@example.com', 'jane.doe@example'),
      'wrong-format: securityEmail must be an e-mail address.',
    ],
    [
      'in a list',
      VALID.replace('security@', '[jane.doe@').replace('.com', '.com]'),
      'wrong-type: securityEmail must be text.',
    ],
    ['as a key', `${VALID}jane.doe@example.com: 1`, 'unknown-key: "(an e-mail address)".'],
    [
      'as an account',
      `${VALID}homeRegion: jane.doe@example.com`,
      'unknown-region: "(an e-mail address)" is no AWS region.',
    ],
    [
      'where YAML breaks',
      `${VALID}x: *jane.doe@example.com\n`,
      'unknown-anchor: No anchor "(an e-mail address)" above',
    ],
  ])('is not repeated when it is %s', (_name, text, expected) => {
    const lines = linesOf(text).join('\n');
    expect(lines).toContain(expected);
    expect(lines).not.toContain('jane.doe');
  });
});

describe('locate', () => {
  const { locate } = parseConfig(`${VALID}governedRegions: [ap-northeast-1, us-east-1]\n`, 'metsuke.yaml');

  it.each([
    ['a value', ['accounts', 'log'], 4, 8],
    ['an item', ['governedRegions', 1], 7, 35],
    ['what is not written: the section', ['accounts', 'other'], 2, 1],
    ['what is not written, deep down: the nearest section', ['guardrails', 'regionRestriction', 'targets', 0], 1, 1],
  ])('finds %s', (_name, path, line, column) => {
    expect(locate(path)).toEqual({ file: 'metsuke.yaml', line, column });
  });
});

describe('a file on disk', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'metsuke-config-'));
    await writeFile(join(folder, 'metsuke.yaml'), VALID);
    await writeFile(join(folder, 'wrong.yaml'), 'version: 2');
    await writeFile(join(folder, 'large.yaml'), '#'.repeat(1_000_001));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is read', async () => {
    expect((await readConfig(join(folder, 'metsuke.yaml'))).config?.accounts.log).toBe('log');
    expect((await loadConfig(join(folder, 'metsuke.yaml'))).config.accounts.log).toBe('log');
  });

  it.each([
    ['that does not exist', 'none.yaml', { code: 'config-not-found', hint: 'Write one with: metsuke init' }],
    ['under a file', 'metsuke.yaml/x', { code: 'config-not-found' }],
    ['that is a directory', '', { code: 'config-invalid', message: expect.stringContaining('is a directory') }],
    ['over 1 MB', 'large.yaml', { code: 'config-invalid', message: expect.stringContaining('too large') }],
    ['with a NUL in its name', 'a\0b', { code: 'config-invalid' }],
  ])('%s is refused', async (_name, file, expected) => {
    await expect(readConfig(join(folder, file))).rejects.toMatchObject(expected);
  });

  it('with errors is a MetsukeError with all findings, for those who need a valid one', async () => {
    await expect(loadConfig(join(folder, 'wrong.yaml'))).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringMatching(/^3 errors in /),
      findings: [{ code: 'missing-key' }, { code: 'missing-key' }, { code: 'newer-format' }],
    });
  });
});
