import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { anAnswer } from '../../../test/support/pack.ts';
import type { Outcome } from '../answer.ts';
import { reportById } from '../catalog.ts';
import type { Report } from '../report.ts';
import { ocsfOf } from './ocsf.ts';
import { sarifOf } from './sarif.ts';

const ROW = [
  '2026-10-14T03:00:00Z',
  '111111111111',
  'ap-northeast-1',
  'arn:aws:iam::111111111111:root',
  'CreateUser',
  null,
  '198.51.100.7',
  null,
  'e-1',
];
const NOTHING_READ = { tables: [{ table: 'cloudtrail', objects: 0, events: 0, copies: 0 }] } as const;
const UNANSWERED: Outcome = {
  report: reportById('secrets-read') as Report,
  period: { from: '', to: '' },
  reason: 'no memory',
};
const TOOL = { version: '1.2.3' };

/** What SARIF 2.1.0 demands of what is written, and nothing besides: sections 3.13 to 3.58 of the standard. */
const message = z.strictObject({ text: z.string().min(1) });
const level = z.enum(['none', 'note', 'warning', 'error']);
const notification = z.strictObject({
  associatedRule: z.strictObject({ id: z.string(), index: z.int().min(0) }),
  level,
  message,
});
const rule = z.strictObject({
  id: z.string().min(1),
  shortDescription: message,
  fullDescription: message,
  defaultConfiguration: z.strictObject({ level }),
  properties: z.strictObject({ 'security-severity': z.string().regex(/^\d+\.\d$/), tags: z.array(z.string()) }),
});
const result = z
  .strictObject({
    ruleId: z.string(),
    ruleIndex: z.int().min(0),
    kind: z.enum(['notApplicable', 'pass', 'fail', 'review', 'open', 'informational']),
    level,
    message,
    locations: z
      .array(
        z.strictObject({
          logicalLocations: z.array(z.strictObject({ fullyQualifiedName: z.string().min(1), kind: z.string() })),
        }),
      )
      .optional(),
    partialFingerprints: z.record(z.string(), z.string()),
    properties: z.record(z.string(), z.unknown()),
  })
  // 3.27.10: if kind has any value other than "fail", then level SHALL be "none".
  .refine((each) => each.kind === 'fail' || each.level === 'none');
const SARIF = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({ driver: z.strictObject({ name: z.string(), version: z.string(), rules: z.array(rule) }) }),
      invocations: z.array(
        z.strictObject({ executionSuccessful: z.boolean(), toolExecutionNotifications: z.array(notification) }),
      ),
      results: z.array(result),
    }),
  ),
});

describe('SARIF', () => {
  const ask = (...outcomes: readonly Outcome[]) =>
    SARIF.parse(JSON.parse(JSON.stringify(sarifOf(outcomes, TOOL)))).runs[0];

  it('has the form of the standard, with a result for each row that leads to its rule', () => {
    const run = ask(UNANSWERED, anAnswer('root-use', [ROW, ROW]), anAnswer('roles-assumed', [['x']]));
    expect(run?.results).toHaveLength(3);
    for (const each of run?.results ?? []) expect(run?.tool.driver.rules[each.ruleIndex]?.id).toBe(each.ruleId);
    expect(run?.results[0]).toMatchObject({
      kind: 'fail',
      level: 'error',
      locations: [{ logicalLocations: [{ fullyQualifiedName: '111111111111/ap-northeast-1' }] }],
      message: { text: expect.stringContaining('Event: CreateUser') },
    });
    expect(run?.results[2]).toMatchObject({ kind: 'informational', level: 'none' });
  });

  it('knows a row again by its event, and tells others apart', () => {
    const run = ask(anAnswer('root-use', [ROW, ROW, ROW.with(8, 'e-2')]));
    const [first, same, other] = run?.results.map((each) => each.partialFingerprints['metsukeRow/v1']) ?? [];
    expect(same).toBe(first);
    expect(other).not.toBe(first);
  });

  it('tells rows of one event apart', () => {
    const opened = ['22', '3389'].map((port) => [
      '2026-10-14T03:00:00Z',
      '1',
      'r',
      'a',
      'e',
      'sg-1',
      port,
      '::/0',
      '',
      null,
      'e-1',
    ]);
    const run = ask(anAnswer('security-group-open-to-world', opened));
    expect(new Set(run?.results.map((each) => each.partialFingerprints['metsukeRow/v1'])).size).toBe(2);
  });

  it('makes no link of what others wrote', () => {
    const reason = String.raw`no [way](https://evil.example) \[out](1)`;
    const run = ask({ ...UNANSWERED, reason }, anAnswer('root-use', [ROW.with(3, '[look](https://evil.example)')]));
    expect(run?.results[0]?.message.text).toContain(String.raw`\[look\](https://evil.example)`);
    expect(run?.invocations[0]?.toolExecutionNotifications[0]?.message.text).toBe(
      String.raw`Not evaluated: no \[way\](https://evil.example) \\\[out\](1)`,
    );
  });

  it.each([
    ['of which nothing was read', anAnswer('root-use', [], NOTHING_READ), 'Nothing was read'],
    ['that could not be evaluated', UNANSWERED, 'Not evaluated: no memory'],
  ])('does not call a report clean %s', (_name, outcome, text) => {
    const [invocation] = ask(outcome)?.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications).toContainEqual(
      expect.objectContaining({ level: 'error', message: { text: expect.stringContaining(text) } }),
    );
  });

  it('says what is missing of a report that was read in part', () => {
    const gaps = [{ account: '111111111111', from: '2026-10-04', to: '2026-10-04', kind: 'between' }] as const;
    const [invocation] = ask(anAnswer('root-use', [], { gaps }))?.invocations ?? [];
    expect(invocation).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [{ level: 'warning', message: { text: expect.stringContaining('2026-10-04') } }],
    });
  });
});

/** What OCSF 1.1.0 requires of a Detection Finding and of what is in it. */
const OCSF = z.object({
  category_uid: z.literal(2),
  class_uid: z.literal(2004),
  activity_id: z.literal(1),
  type_uid: z.literal(200_401),
  time: z.int().positive(),
  severity_id: z.int().min(0).max(6),
  metadata: z.object({ version: z.literal('1.1.0'), product: z.object({ name: z.string(), vendor_name: z.string() }) }),
  finding_info: z.object({ uid: z.string().min(1), title: z.string().min(1) }),
  cloud: z.object({ provider: z.literal('AWS') }),
  evidences: z.array(z.object({ src_endpoint: z.object({ ip: z.union([z.ipv4(), z.ipv6()]) }).optional() })),
});

describe('OCSF', () => {
  const ask = (...outcomes: readonly Outcome[]) =>
    ocsfOf(outcomes, TOOL)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));

  it('has an event a line for each row of findings, in the form of its class', () => {
    const events = ask(
      anAnswer('root-use', [ROW, ROW.with(6, 'ec2.amazonaws.com')]),
      anAnswer('roles-assumed', [['x']]),
      UNANSWERED,
    );
    expect(events).toHaveLength(2);
    for (const event of events) OCSF.parse(event);
    expect(events[0]).toMatchObject({
      time: Date.parse('2026-10-14T03:00:00Z'),
      severity_id: 5,
      cloud: { region: 'ap-northeast-1', account: { uid: '111111111111' } },
      evidences: [{ api: { operation: 'CreateUser' }, src_endpoint: { ip: '198.51.100.7' } }],
    });
    expect(events[1].evidences[0].src_endpoint).toBeUndefined();
  });
});
