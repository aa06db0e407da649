import { describe, expect, it } from 'vitest';
import { anAnswer, aPack } from '../../../test/support/pack.ts';
import type { Basis } from '../basis.ts';
import type { RowCount } from '../compare.ts';
import type { ReportId } from '../ids.ts';
import type { PackInput } from './input.ts';
import { makePack } from './pack.ts';

const TOKYO = 'Asia/Tokyo';
const ROW = [
  '2026-10-14T03:00:00Z',
  '111111111111',
  'ap-northeast-1',
  'root',
  'CreateUser',
  '',
  '198.51.100.7',
  null,
  'e-1',
];

const pageOf = (changes: Partial<PackInput>): string => makePack(aPack(changes))[0]?.text ?? '';
const thereWas = (id: ReportId, count: RowCount) => new Map([[id, count]]);
const cover = (page: string): string =>
  page.slice(page.indexOf('<div class="cover">'), page.indexOf('<h2 class="chapter">'));

describe('the cover', () => {
  it('names the scope, with names of accounts beside ids', () => {
    const reader = { language: 'en', timeZone: 'UTC', names: new Map([['111111111111', 'dev']]) } as const;
    const scope = { units: ['Workloads'], accounts: ['111111111111', '222222222222'] };
    expect(cover(pageOf({ reader, scope }))).toContain(
      'Organizational units: Workloads · Accounts: dev (111111111111), 222222222222',
    );
    expect(cover(pageOf({ reader }))).toContain('All accounts');
  });

  it('says periods and times in the time zone of the reader', () => {
    const reader = { language: 'ja', timeZone: TOKYO, names: new Map<string, string>() } as const;
    const period = { ...aPack().period, from: '2026-09-30T15:00:00Z', to: '2026-10-31T15:00:00Z' };
    const text = pageOf({ reader, period, outcomes: [anAnswer('root-use', [ROW])] });
    expect(cover(text)).toContain('2026-10-01 〜 2026-10-31（Asia/Tokyo）');
    expect(cover(text)).toContain('2026-11-01 09:00:00（Asia/Tokyo）');
    expect(text).toContain('日時（Asia/Tokyo）');
    expect(text).toContain('<td>2026-10-14 12:00:00</td>');
  });

  it('says when the log was verified, until when, and who says so', () => {
    const verified = {
      at: '2026-11-02T00:00:00Z',
      until: '2026-11-02T00:00:00Z',
      keptIn: 's3://kept',
      findings: 0,
      logs: 1200,
      provenLogs: 1200,
    };
    const text = cover(pageOf({ outcomes: [anAnswer('root-use', [], { verified })] }));
    expect(text).toContain('Verified on 2026-11-02T00:00:00Z: 1,200 of 1,200 log files');
    expect(text).toContain('s3://kept');
    expect(text).not.toContain('Not verified');
    const early = { ...verified, until: '2026-10-20T00:00:00Z' };
    expect(cover(pageOf({ outcomes: [anAnswer('root-use', [], { verified: early })] }))).toContain(
      'Not verified: log files that were delivered after 2026-10-20T00:00:00Z.',
    );
  });

  it('over a log of which the verification found something is not complete, and nothing is called clean', () => {
    const verified = {
      at: '2026-11-02T00:00:00Z',
      until: '2026-11-02T00:00:00Z',
      keptIn: 'x',
      findings: 2,
      logs: 9,
      provenLogs: 7,
    };
    const text = pageOf({ outcomes: [anAnswer('root-use', [], { verified })] });
    expect(cover(text)).toContain('This pack is not complete');
    expect(cover(text)).toContain('with 2 findings');
    expect(text).not.toContain('Nothing found (');
  });

  it('of which nothing was read knows nothing', () => {
    const tables = [{ table: 'cloudtrail', objects: 0, events: 0, copies: 0 }] as const;
    const text = pageOf({ outcomes: [anAnswer('root-use', [], { tables })] });
    expect(cover(text)).toContain('Nothing was read: nothing is known of the period.');
    expect(cover(text)).toContain('not known');
    expect(text).not.toContain('Nothing found (');
  });

  it('has fields for those who sign, and for remarks', () => {
    expect(cover(pageOf({}))).toMatch(/Prepared by.*Reviewed by.*Approved by.*class="remarks"/s);
  });
});

describe('the comparison', () => {
  const found = [anAnswer('root-use', [ROW, ROW, ROW])];

  it('states a change between two periods that are complete', () => {
    expect(cover(pageOf({ outcomes: found, before: thereWas('root-use', { rows: 1, isInPart: false }) }))).toMatch(
      /Critical<\/th>.*>3<.*>1<.*>\+2</,
    );
  });

  it.each([
    ['of which something is missing', { rows: 1, isInPart: true }, '≥ 1'],
    ['of which nothing is known', { rows: null, isInPart: false }, 'not known'],
  ])('states none with a period %s', (_name, count, text) => {
    expect(cover(pageOf({ outcomes: found, before: thereWas('root-use', count) }))).toMatch(
      new RegExp(`Critical</th>.*>3<.*>${text}<.*>–<`),
    );
  });

  it.each<[string, Partial<Basis>]>([
    [
      'something of this period is missing',
      { gaps: [{ account: '111111111111', from: '2026-10-04', to: '2026-10-04', kind: 'between' }] },
    ],
    ['this period is not over', { notOverAt: '2026-10-15T00:00:00Z' }],
  ])('states none when %s', (_name, basis) => {
    const outcomes = [anAnswer('root-use', [ROW], basis)];
    expect(cover(pageOf({ outcomes, before: thereWas('root-use', { rows: 1, isInPart: false }) }))).toMatch(
      />≥ 1<.*>1<.*>–</,
    );
  });
});

describe('findings', () => {
  it('are counted without overviews, which are listed apart', () => {
    const outcomes = [
      anAnswer('root-use', [ROW]),
      anAnswer('compliance-by-account', [['111111111111', 'dev', 3, 1, 2]]),
      anAnswer('software-inventory', [['x', '1', '111111111111', 'i-1', 'y', 'z']]),
    ];
    const text = pageOf({ outcomes });
    expect(text).toContain('Findings (1)');
    expect(text).toMatch(/which are no findings \(2\)<\/h3>\n<p><a href="#compliance-by-account">/);
    expect(cover(text)).not.toContain('High</th>');
  });

  it('have their severity in the language of the page', () => {
    const reader = { language: 'ja', timeZone: 'UTC', names: new Map<string, string>() } as const;
    expect(pageOf({ reader, outcomes: [anAnswer('root-use', [ROW])] })).toContain('<td class="text">重大</td>');
  });
});

describe('a table', () => {
  const text = pageOf({ outcomes: [anAnswer('root-use', [ROW, ROW])] });

  it('leaves out the columns in which no row says anything', () => {
    expect(text).toContain('<th scope="col">Event</th>');
    expect(text).not.toContain('<th scope="col">Target</th>');
    expect(text).not.toContain('<th scope="col">Error</th>');
  });

  it('breaks behind separators alone, and says the name of an account below its id', () => {
    const names = new Map([['111111111111', 'dev']]);
    const row = [...ROW.slice(0, 3), 'arn:aws:iam::111111111111:user/hanako', ...ROW.slice(4)];
    const named = pageOf({
      reader: { language: 'en', timeZone: 'UTC', names },
      outcomes: [anAnswer('root-use', [row])],
    });
    expect(named).toContain('<td>111111111111<br><span class="name">dev</span></td>');
    expect(named).toContain('<td>arn:<wbr>aws:<wbr>iam::<wbr>111111111111:<wbr>user/<wbr>hanako</td>');
  });

  it('is whole in its CSV, with ids and UTC for programs', () => {
    const csv = makePack(aPack({ outcomes: [anAnswer('root-use', [ROW])] })).find(({ path }) => path.endsWith('.csv'));
    expect(csv).toMatchObject({
      path: 'data/root-use.csv',
      text: expect.stringContaining('time,account,region,actor,event,target,'),
    });
    expect(csv?.text).toContain('2026-10-14T03:00:00Z,111111111111,');
  });
});

it('what others wrote becomes no markup, and no CSS of the printed header', () => {
  const hostile = '"; } </style><script>alert(1)</script> \\';
  const text = pageOf({ source: hostile, outcomes: [anAnswer('root-use', [ROW.with(3, hostile)])] });
  expect(text).not.toContain('<script>');
  expect(text.match(/<\/style>/g)).toHaveLength(1);
});
