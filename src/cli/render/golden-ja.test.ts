import { beforeAll, describe, expect, it } from 'vitest';
import { readable, withoutCodes } from '../../../test/support/view.ts';
import type { Coverage } from '../../archive/coverage.ts';
import { speak } from '../../domain/say.ts';
import type { RuleStatus } from '../../engine/rule-status.ts';
import type { Verification } from '../../evidence/verify.ts';
import { JAPANESE } from '../../words/ja/catalogue.ts';
import { forScreen } from '../colors.ts';
import type { View } from '../terminal.ts';

type Show = (view: View) => Promise<string>;

const PLACE = {
  account: '444444444444',
  region: 'ap-northeast-1',
  from: '2026-10-01T00:00:00Z',
  to: '2026-10-31T23:00:00Z',
  digests: 744,
  logs: 8_928,
  provenLogs: 8_927,
  findingCount: 1,
  findings: [
    {
      kind: 'log-changed',
      account: '444444444444',
      region: 'ap-northeast-1',
      time: '2026-10-03T04:00:00Z',
      key: 'AWSLogs/444444444444/CloudTrail/ap-northeast-1/2026/10/03/444444444444_CloudTrail_ap-northeast-1.json.gz',
      message: 'the SHA-256 of its content is another one',
    },
  ],
  notes: [],
};

const VERIFICATION = {
  location: 's3://example-logs',
  keySource: 'CloudTrail',
  asOf: '2026-11-01T00:00:00Z',
  span: { from: '2026-10-01', to: null },
  places: [PLACE, { ...PLACE, account: '555555555555', provenLogs: 8_928, findingCount: 0, findings: [] }],
  findingCount: 1,
} as unknown as Verification;

const COVERAGE = {
  firstDay: '2026-10-01',
  lastDay: '2026-10-31',
  compacted: { days: 31, current: 30 },
  accounts: [
    {
      account: '111111111111',
      gaps: [{ from: '2026-10-20', to: '2026-10-31', isOpen: true }],
      regions: [{ region: 'ap-northeast-1', days: [{ day: '2026-10-01', files: 12, bytes: 3_400_000 }] }],
    },
  ],
} as unknown as Coverage;

const RULES = {
  foreign: 2,
  basis: {
    readAt: '2026-10-31T09:00:00Z',
    evaluations: 8,
    accounts: 2,
    regions: ['ap-northeast-1'],
    accountsWithout: [{ account: '555555555555', name: '踏み台' }],
    notEvaluated: ['root-account-mfa-enabled'],
  },
  rules: [
    {
      rule: 'restricted-ssh',
      severity: 9,
      why: '',
      compliant: 4,
      nonCompliant: 1,
      excepted: 1,
      silent: 2,
      places: [
        { account: '444444444444', name: '開発環境', region: 'ap-northeast-1', count: 3, exception: null },
        {
          account: '555555555555',
          name: 'stg',
          region: 'ap-northeast-1',
          count: null,
          exception: { reason: '移行中', expires: '2027-03-31' },
        },
      ],
    },
  ],
} as unknown as RuleStatus;

const SHOWN: Readonly<Record<string, Show>> = {
  'a plan': async (view) => {
    const { aPlan } = await import('./golden.test-support.ts');
    return (await import('./plan.ts')).renderPlan(await aPlan(), view);
  },
  'a status': async (view) => {
    const { aStatus } = await import('./golden.test-support.ts');
    return (await import('./status.ts')).renderStatus(aStatus(), view);
  },
  'a verification': async (view) => (await import('./evidence.ts')).renderVerification(VERIFICATION, view),
  coverage: async (view) => (await import('./coverage.ts')).renderCoverage(COVERAGE, { regions: false, view }),
  rules: async (view) => (await import('./rule-status.ts')).renderRuleStatus(RULES, view, { all: true }),
};

// Texts of modules are made when they are loaded: the language is chosen before, as the program does.
beforeAll(() => speak(JAPANESE));

describe.each(Object.entries(SHOWN))('%s in Japanese', (name, show) => {
  it('fits 80 columns, and no line begins with a closing mark', async () => {
    const { viewAt } = await import('./golden.test-support.ts');
    const { widthOf } = await import('./pieces.ts');
    const text = forScreen(await show(viewAt({ columns: 80 })));
    for (const line of text.split('\n')) {
      expect(widthOf(withoutCodes(line))).toBeLessThanOrEqual(80);
      expect(withoutCodes(line)).not.toMatch(/^\s*[、。）」]|[（「]$/);
    }
    await expect(readable(text)).toMatchFileSnapshot(`golden/${name.replaceAll(' ', '-')}-in-Japanese-80-columns.txt`);
  });
});
