import { describe, expect, it } from 'vitest';
import { formatFinding } from '../domain/finding.ts';
import { parseConfig } from './load.ts';

const BASE = `version: 1
accounts: {audit: audit, log: log}
notifications: {securityEmail: security@example.com}
`;

/** Name, text behind line 3, findings; none where the rule must be silent. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'objects expire before they move to Glacier',
    'logs: {transitionToGlacier: true, transitionDays: 90, retentionDays: 90}',
    ['4:51 error transition-after-expiration: transitionDays (90) must be below retentionDays (90).'],
  ],
  [
    'objects expire before the default move to Glacier',
    'logs:\n  transitionToGlacier: true\n  retentionDays: 30',
    ['4:1 error transition-after-expiration: transitionDays (90) must be below retentionDays (30).'],
  ],
  ['objects expire early without a move', 'logs: {retentionDays: 30}', []],
  ['objects move a day before they expire', 'logs: {transitionToGlacier: true, retentionDays: 91}', []],
  [
    'a prefix with which a bucket of the home region is too long',
    'resourcePrefix: twenty-one-characters',
    [
      '4:17 error name-too-long: A bucket would be called twenty-one-characters-s3-access-logs-<account>-ap-northeast-1, which is 1 character too long for S3. Take a resourcePrefix of at most 20 characters in this region.',
    ],
  ],
  [
    'the same prefix in a region with a shorter name',
    'homeRegion: us-east-1\nresourcePrefix: twenty-one-characters',
    [],
  ],
  [
    'a suppression whose name does not fit behind the prefix',
    `guardDuty:\n  suppress:\n    - name: ${'x'.repeat(50)}\n      reason: Known and harmless.\n      criteria: {type: {equals: [a]}}`,
    [
      '6:13 error name-too-long: With resourcePrefix in front of it this name is 4 characters too long for AWS. Shorten it to 46 characters.',
    ],
  ],
  [
    'the home region is not governed',
    'homeRegion: us-east-1\ngovernedRegions: [us-west-2]',
    [
      '5:18 error home-region-not-governed: The home region us-east-1 is not among the governed regions. Add us-east-1 to the list.',
    ],
  ],
  [
    'the default home region is not governed',
    'governedRegions: [us-west-2]',
    [
      '4:18 error home-region-not-governed: The home region ap-northeast-1 is not among the governed regions. Add ap-northeast-1 to the list.',
    ],
  ],
  ['the home region is governed', 'homeRegion: us-east-1\ngovernedRegions: [us-west-2, us-east-1]', []],
  [
    'a region twice',
    'governedRegions: [ap-northeast-1, us-east-1, us-east-1]',
    ['4:46 error duplicate-region: us-east-1 is already in the list. Remove one of the two.'],
  ],
  [
    'an allowed region twice',
    'guardrails: {regionRestriction: {allowedRegions: [eu-west-1, eu-west-1]}}',
    ['4:62 error duplicate-region: eu-west-1 is already in the list. Remove one of the two.'],
  ],
  [
    'a region twice in an exemption',
    'guardrails: {regionRestriction: {alsoAllow: [{regions: [us-east-1, us-east-1], actions: [lambda:*]}]}}',
    ['4:68 error duplicate-region: us-east-1 is already in the list. Remove one of the two.'],
  ],
  [
    'a region of another partition',
    'governedRegions: [ap-northeast-1, cn-north-1]',
    [
      '4:35 error other-partition: cn-north-1 is in the partition aws-cn, the home region ap-northeast-1 in aws. An organization cannot reach into another partition.',
    ],
  ],
  ['all regions in China', 'homeRegion: cn-north-1\ngovernedRegions: [cn-north-1, cn-northwest-1]', []],
  [
    'the audit account excluded',
    'exclude: {accounts: [audit]}',
    ['4:22 error excluded-account: "audit" is the audit account: it cannot be excluded.'],
  ],
  [
    'the log account excluded',
    'exclude: {accounts: [dev, log]}',
    ['4:27 error excluded-account: "log" is the log account: it cannot be excluded.'],
  ],
  [
    'the canary excluded',
    'exclude: {accounts: [dev]}\nstackSets: {canary: dev}',
    ['4:22 error excluded-account: "dev" is the canary: it cannot be excluded.'],
  ],
  ['others excluded', 'exclude: {accounts: [stg]}\nstackSets: {canary: dev}', []],
  [
    'the root excluded',
    'exclude: {units: [root]}',
    ['4:19 error everything-excluded: Without the root nothing would be governed.'],
  ],
  ['a unit excluded', 'exclude: {units: [Workloads]}', []],
  [
    'rules about sound parts, though others are wrong',
    'homeRegion: [1]\nlogs: {x: 1, transitionToGlacier: true, retentionDays: 5}\nexclude: {accounts: [log], units: 5}',
    [
      '4:13 error wrong-type: homeRegion must be an AWS region, not a list.',
      '5:1 error transition-after-expiration: transitionDays (90) must be below retentionDays (5).',
      '5:8 error unknown-key: "x". The keys here are retentionDays, transitionToGlacier, transitionDays and keyPrefix.',
      '6:22 error excluded-account: "log" is the log account: it cannot be excluded.',
      '6:35 error wrong-type: units must be a list, not 5. Begin a line with "- " for each item.',
    ],
  ],
  [
    'no guess about a part that is wrong by itself',
    'governedRegions: [us-east-1, us-east-9]',
    ['4:30 error unknown-region: "us-east-9" is no AWS region. Did you mean "us-east-1"?'],
  ],
];

describe('rules over several fields', () => {
  it.each(CASES)('%s', (_name, text, expected) => {
    const { config, findings } = parseConfig(`${BASE}${text}\n`, 'm');
    expect(findings.map(formatFinding)).toEqual(expected.map((line) => `m:${line}`));
    expect(config === null).toBe(expected.length > 0);
  });

  it('the audit and the log account are one', () => {
    const { findings } = parseConfig(BASE.replace('log: log', 'log: audit'), 'm');
    expect(findings.map(formatFinding)).toEqual([
      'm:2:31 error same-account: "audit" is the audit account too. Who reads the logs must not be able to change them: name another account.',
    ]);
  });

  it.each([
    ['quietHours: {from: "22:00", to: "07:00"}, digest: {enabled: false}', ['quiet-without-digest']],
    ['quietHours: {from: "22:00", to: "07:00"}', []],
    ['digest: {enabled: false}', []],
  ])('what happens in the quiet hours has somewhere to go: %s', (text, codes) => {
    const { findings } = parseConfig(BASE.replace('.com}', `.com, ${text}}`), 'm');
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it('a flood of mail is a warning: the configuration stays valid', () => {
    const subscribed = BASE.replace('.com}', '.com, subscribeToAllConfigurationTopic: true}');
    const { config, findings } = parseConfig(subscribed, 'm');
    expect(config).not.toBeNull();
    expect(findings.map(formatFinding)).toEqual([
      'm:3:88 warning mail-flood: Every change to every resource in every account becomes a mail: a flood. Leave it false unless the mailbox is read by a machine.',
    ]);
  });
});
