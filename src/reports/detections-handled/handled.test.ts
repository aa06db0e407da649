import { describe, expect, it } from 'vitest';
import { askReport } from '../../../test/support/ask-report.ts';
import { call } from '../../../test/support/events.ts';
import { type Content, compliance, events, findings } from '../../../test/support/report-examples.ts';
import { detectionsHandled } from './report.ts';

async function ask(...contents: readonly Content[]) {
  const { columns, rows } = await askReport(detectionsHandled, (archive) => {
    for (const content of contents) content(archive);
  });
  return (...names: readonly string[]) => rows.map((row) => names.map((name) => row[columns.indexOf(name)]));
}

const decision = (event: string, eventTime: string, id = 'f-1') =>
  call('guardduty', event, {
    eventTime,
    eventID: `8d1cb37c-0c63-4c1f-9f6e-0000000000${eventTime.slice(11, 13)}`,
    requestParameters: { detectorId: 'd-1', findingIds: ['f-0', id] as never },
  });

/** Opened at 01:00, last seen at 03:00. */
const finding = findings({});

describe('a finding', () => {
  it('is closed by the call that archives it', async () => {
    const rows = await ask(finding, events(decision('ArchiveFindings', '2026-10-14T05:00:00Z')));
    expect(rows('severity', 'opened', 'closed', 'open_hours')).toEqual([
      ['high', '2026-10-14T01:00:00.000Z', '2026-10-14T05:00:00Z', 4],
    ]);
  });

  it.each([
    ['nobody archived it', []],
    ['another one was archived', [decision('ArchiveFindings', '2026-10-14T05:00:00Z', 'f-11')]],
    ['it happened again since', [decision('ArchiveFindings', '2026-10-14T02:00:00Z')]],
    [
      'that was taken back',
      [decision('ArchiveFindings', '2026-10-14T05:00:00Z'), decision('UnarchiveFindings', '2026-10-14T06:00:00Z')],
    ],
    ['the call was refused', [{ ...decision('ArchiveFindings', '2026-10-14T05:00:00Z'), errorCode: 'AccessDenied' }]],
  ])('is open when %s', async (_why, calls) => {
    expect((await ask(finding, events(...calls)))('closed', 'open_hours')).toEqual([[null, null]]);
  });

  it('that was exported as archived is closed', async () => {
    const rows = await ask(findings({}, { updatedAt: '2026-10-14T04:00:00.000Z', service: { archived: true } }));
    expect(rows('closed', 'open_hours')).toEqual([['2026-10-14T04:00:00.000Z', 3]]);
  });
});

describe('a violation', () => {
  it('is one for each time that a resource broke the rule', async () => {
    const outcomes = ['COMPLIANT', 'NON_COMPLIANT', 'NON_COMPLIANT', 'COMPLIANT', 'NON_COMPLIANT'];
    const rows = await ask(
      compliance(...outcomes.map((outcome) => ['restricted-ssh', outcome, '2026-10-14'] as const)),
    );
    expect(rows('opened', 'closed', 'open_hours', 'unknowns')).toEqual([
      ['2026-10-14T01:00:00.000Z', '2026-10-14T03:00:00.000Z', 2, null],
      ['2026-10-14T04:00:00.000Z', null, null, null],
    ]);
  });

  it('that is there from the first record on may be older', async () => {
    const rows = await ask(compliance(['restricted-ssh', 'NON_COMPLIANT', '2026-10-14']));
    expect(rows('opened', 'unknowns')).toEqual([['2026-10-14T00:00:00.000Z', 'may have been open before']]);
  });

  it.each([
    ['restricted-ssh', 'high'],
    ['aws-organizations-restricted-ssh', 'high'],
    ['a-rule-of-a-team', 'unknown'],
  ])('of %s is %s', async (rule, severity) => {
    expect((await ask(compliance([rule, 'NON_COMPLIANT', '2026-10-14'])))('severity')).toEqual([[severity]]);
  });
});

it('the median is that of what was closed, by severity', async () => {
  const many = [2, 3, 4, 5].map((hour, index) => ({
    id: `f-${index}`,
    severity: index === 3 ? 2 : 8,
    updatedAt: `2026-10-14T0${hour}:00:00.000Z`,
    service: { archived: true },
  }));
  const rows = await ask(findings(...many, { id: 'f-open' }));
  expect(rows('severity', 'open_hours', 'median_hours')).toEqual([
    ['high', 1, 2],
    ['high', 2, 2],
    ['high', 3, 2],
    ['high', null, 2],
    ['low', 4, 4],
  ]);
});
