import { describe, expect, it } from 'vitest';
import { aBasis } from '../../../test/support/basis.ts';
import { readable, stillOn, withoutCodes } from '../../../test/support/view.ts';
import type { Coverage } from '../../archive/coverage.ts';
import type { CheckedItem } from '../../engine/checked-item.ts';
import type { BundleCheck } from '../../evidence/bundle/check.ts';
import type { Exported } from '../../evidence/bundle/export.ts';
import type { PatchPlan } from '../../patching/plan.ts';
import type { Answer, Outcome } from '../../reports/answer.ts';
import { reportById } from '../../reports/catalog.ts';
import type { ReportId } from '../../reports/ids.ts';
import type { Report } from '../../reports/report.ts';
import type { Instance } from '../../sessions/instance.ts';
import type { CommandResult } from '../../sessions/send-to-all.ts';
import { forScreen } from '../colors.ts';
import type { View } from '../terminal.ts';
import { renderCheck } from './check.ts';
import { renderResult } from './command-results.ts';
import { renderCoverage } from './coverage.ts';
import { renderCheck as renderBundle, renderExported } from './evidence-bundle.ts';
import { aPlan, aStatus, type Place, viewAt } from './golden.test-support.ts';
import { renderInstances } from './instances.ts';
import { renderLeftOut, renderPatchPlan } from './patch-plan.ts';
import { renderPatchCounts, renderPatchResult } from './patch-results.ts';
import { widthOf } from './pieces.ts';
import { renderPlan } from './plan.ts';
import { tellProblems } from './problems.ts';
import { renderSummary } from './report-summary.ts';
import { renderAnswer } from './report-table.ts';
import { renderStatus } from './status.ts';

/** Where a command may be run. */
const PLACES = {
  '60 columns': { columns: 60 },
  '80 columns': { columns: 80 },
  '100 columns': { columns: 100 },
  '120 columns': { columns: 120 },
  '160 columns': { columns: 160 },
  '240 columns': { columns: 240 },
  'a pipe': {},
  'NO_COLOR at 80 columns': { columns: 80, NO_COLOR: '1' },
  'a dumb terminal of 80 columns': { columns: 80, TERM: 'dumb' },
} as const;

const REPORT = reportById('access-keys-created');
const ROLE =
  'arn:aws:sts::333333333333:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/hanako@example.com';

function anAnswer(): Answer {
  if (REPORT === undefined) throw new Error('There is no such report.');
  const row = (time: string, account: string, actor: string, ip: string, error: string, id: string) => [
    time,
    account,
    'ap-northeast-1',
    actor,
    'CreateAccessKey',
    'user/deploy',
    'AKIAIOSFODNN7EXAMPLE',
    ip,
    error,
    id,
  ];
  return {
    report: REPORT,
    columns: REPORT.columns,
    rows: [
      row('2026-10-14T03:00:00Z', '111111111111', 'root', '203.0.113.7', '', '5b0f6f1c-1a2b-4c3d-9e8f-001122334455'),
      row(
        '2026-10-14T04:00:00Z',
        '開発環境',
        ROLE,
        '2001:db8::ff00:42',
        'AccessDenied',
        '6b0f6f1c-1a2b-4c3d-9e8f-001122334455',
      ),
    ],
    isCut: false,
    period: { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
    engine: 'duckdb',
    problems: [],
    statistics: { objects: 1, bytes: 1 },
    basis: aBasis(),
  } as unknown as Answer;
}

const PROBLEMS = [{ key: 'a', problem: 'is broken' }];
const BROKEN = { problems: PROBLEMS, basis: aBasis({ skipped: PROBLEMS }) };

function outcomes(): readonly Outcome[] {
  const { period, ...found } = anAnswer();
  const other = (id: ReportId): Report => reportById(id) ?? found.report;
  return [
    { ...found, period },
    { ...found, period, report: other('root-use'), rows: [], ...BROKEN },
    { ...found, period, report: other('top-errors'), rows: [] },
    {
      ...found,
      period,
      report: other('guardduty-findings'),
      rows: [],
      basis: aBasis({ tables: [{ table: 'guardduty_findings', objects: 0, events: null, copies: null }] }),
    },
    { report: other('compliance-trend'), period, reason: 'Out of Memory Error: failed to allocate 2.0 GiB' },
  ];
}

const INSTANCES = [
  ['web-1', 'i-0123456789abcdef0', '開発環境', '10.0.12.34', 'ONLINE'],
  ['踏み台サーバー', 'i-0fedcba9876543210', 'production', '2001:db8::ff00:42', 'UNMANAGED'],
].map(([name, id, accountName, privateAddress, agent]) => ({
  ...{ name, id, accountName, privateAddress, agent, region: 'ap-northeast-1', account: '444444444444' },
})) as unknown as Instance[];

/** The first did it, the second did not. */
function endedOn(instances: readonly Instance[]): readonly CommandResult[] {
  const said = 'E: Could not get lock /var/lib/dpkg/lock-frontend';
  return instances.map((instance, index) => ({
    instance,
    status: index === 0 ? 'Success' : 'Failed',
    exitCode: index === 0 ? 0 : 100,
    stdout: index === 0 ? ' 12:00:00 up 4 days\n' : '',
    stderr: index === 0 ? '' : said,
  }));
}

const PATCH_PLAN = {
  choice: { by: 'severity', severities: ['critical', 'important'] },
  reboot: 'RebootIfNeeded',
  maxErrors: 0,
  places: [
    {
      ...{ account: '444444444444', accountName: '開発環境', region: 'ap-northeast-1', atOnce: 1 },
      instances: INSTANCES.map((instance) => ({
        ...{ instance, group: 'dev', lastScan: { missing: 3, critical: 1, at: '2026-11-24T01:00:00Z' } },
      })),
    },
  ],
  unreached: [],
  unconcerned: [],
} as unknown as PatchPlan;

const SEAL = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';
const EXPORTED = {
  folder: 'evidence-2026-11-incident-42',
  seal: SEAL,
  evidenceCase: { name: '2026-11 incident 42', logFiles: 1200, digests: 24 },
  verification: { findingCount: 2 },
} as unknown as Exported;
const BUNDLE_CHECK = {
  seal: SEAL,
  isSealKnown: false,
  signedBy: 'own',
  evidenceCase: {
    name: '2026-11 incident 42',
    from: '2026-11-01T00:00:00Z',
    to: '2026-11-02T00:00:00Z',
    exportedAt: '2026-11-26T03:04:05.678Z',
  },
  verification: { findingCount: 2, places: [{ logs: 1200, provenLogs: 1198 }] },
  differences: [
    {
      kind: 'file-changed',
      path: 'objects/AWSLogs/111111111111/CloudTrail/ap-northeast-1/2026/11/01/111111111111_CloudTrail_x.json.gz',
      message: 'Its SHA-256 is not the one in the manifest.',
    },
  ],
} as unknown as BundleCheck;

const CHECKED: readonly CheckedItem[] = [
  { what: 'credentials', found: 'arn:aws:sts::111111111111:assumed-role/Deploy/hanako', findings: [] },
  {
    what: 'accounts',
    found: '7, 6 governed',
    findings: [
      { severity: 'info', code: 'skipped-account', message: 'old-poc (777777777777) is suspended; it is left alone.' },
    ],
  },
  {
    what: 'bootstrap role',
    found: 'works in 5 of 6 accounts',
    findings: [
      {
        severity: 'error',
        code: 'no-bootstrap-role',
        message: `開発環境 (444444444444): User: ${ROLE} is not authorized to perform: sts:AssumeRole`,
        hint: 'See docs/first-deployment.md.',
      },
    ],
  },
];

const COVERAGE = {
  firstDay: '2026-10-01',
  lastDay: '2026-10-31',
  compacted: { days: 0, current: 0 },
  accounts: [
    {
      account: '111111111111',
      gaps: [{ from: '2026-10-03', to: '2026-10-04', isOpen: false }],
      regions: [
        {
          region: 'ap-northeast-1',
          days: ['01', '02', '05', '06'].map((day) => ({ day: `2026-10-${day}`, files: 12, bytes: 3_400_000 })),
        },
      ],
    },
  ],
} as unknown as Coverage;

const SHOWN: Readonly<Record<string, () => Promise<(view: View) => string>>> = {
  'a plan': async () => {
    const plan = await aPlan();
    return (view) => renderPlan(plan, view);
  },
  'a status': async () => (view) => renderStatus(aStatus(), view),
  'a check': async () => (view) => renderCheck(CHECKED, view),
  'a report': async () => (view) => renderAnswer(anAnswer(), { language: 'en', basis: true }, view),
  'a report in Japanese': async () => (view) => renderAnswer(anAnswer(), { language: 'ja', basis: true }, view),
  'a summary of reports': async () => (view) => renderSummary(outcomes(), 'en', view),
  instances: async () => (view) => renderInstances(INSTANCES, { view }),
  'results of patching': async () => (view) => {
    const results = endedOn(INSTANCES);
    return [...results.map((result) => renderPatchResult(result, view)), renderPatchCounts(results, view)].join('');
  },
  'results of commands': async () => (view) =>
    endedOn(INSTANCES)
      .map((result) => renderResult(result, view))
      .join(''),
  'a patch plan': async () => (view) =>
    `${renderPatchPlan(PATCH_PLAN, { view })}${renderLeftOut({ ...PATCH_PLAN, unreached: INSTANCES }, view)}`,
  'an evidence bundle': async () => (view) => `${renderExported(EXPORTED, view)}${renderBundle(BUNDLE_CHECK, view)}`,
  'skipped objects': async () => (view) => {
    const told: string[] = [];
    const err = (line: string): void => void told.push(line);
    tellProblems([{ key: `AWSLogs/${'a-long-part/'.repeat(12)}x.json.gz`, problem: 'is no gzip' }], {
      err,
      errView: view,
    });
    return told.join('');
  },
  coverage: async () => (view) => renderCoverage(COVERAGE, { regions: true, view }),
};

describe.each(Object.entries(SHOWN))('%s', (name, make) => {
  it.each(Object.entries(PLACES))('at %s', async (where, place: Place) => {
    const text = forScreen((await make())(viewAt(place)));
    for (const line of text.split('\n')) {
      // A hash is copied whole: in a narrow terminal it goes over the edge.
      const shown = withoutCodes(line).replace(SEAL, '');
      expect(widthOf(shown)).toBeLessThanOrEqual(place.columns ?? Number.POSITIVE_INFINITY);
      expect(stillOn(line)).toEqual([]);
    }
    const isColored = place.columns !== undefined && place.NO_COLOR === undefined && place.TERM !== 'dumb';
    expect(text !== withoutCodes(text)).toBe(isColored);
    const file = `${name}-${where}`.replaceAll(' ', '-');
    await expect(readable(text)).toMatchFileSnapshot(`golden/${file}.txt`);
  });
});
