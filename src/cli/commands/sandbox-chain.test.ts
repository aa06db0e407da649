import { describe, expect, it } from 'vitest';
import { aView } from '../../../test/support/view.ts';
import type { Hop, Trace } from '../../sandbox/event-chain.ts';
import { hasFailed, renderTraces } from './sandbox-chain.ts';

const NAMES = new Map([['4', 'dev']]);

function aHop(kind: string, outcome: Hop['outcome'], more: Partial<Hop> = {}): Hop {
  return { at: '', account: '4', region: 'ap-northeast-1', kind, name: `my-${kind}`, outcome, ...more };
}

function aTrace(...hops: readonly Hop[]): Trace {
  return { id: '1', title: 'aws.config: Change', settled: true, hops: [...hops] };
}

const told = aTrace(
  aHop('rule', 'matched'),
  aHop('function', 'delivered', { result: 'told' }),
  aHop('mail', 'delivered', { subject: 'It happened', mail: 7 }),
);
const silent = aTrace(aHop('bus', 'ended', { why: 'no rule of this bus matches' }));
const broken = aTrace(aHop('rule', 'matched'), aHop('queue', 'failed', { why: 'no permission' }));

describe('one event', () => {
  it('is followed to the mail', () => {
    expect(renderTraces([told], NAMES, aView())).toBe(`aws.config: Change
  →  rule      my-rule      dev ap-northeast-1
  →  function  my-function  dev ap-northeast-1  returned told
  →  mail      my-mail      dev ap-northeast-1  "It happened"

1 mail sent. Read it: metsuke sandbox mail show 7`);
  });

  it('says why it ended', () => {
    const text = renderTraces([silent], NAMES, aView());
    expect(text).toContain('■  bus  my-bus  dev ap-northeast-1  no rule of this bus matches');
    expect(text).toContain('No mail was sent.');
  });

  it('says what failed', () => {
    expect(renderTraces([broken], NAMES, aView())).toContain(
      '✗  queue  my-queue  dev ap-northeast-1  failed: no permission',
    );
  });

  it('shows an account that left by its id', () => {
    expect(renderTraces([told], new Map(), aView())).toContain('4 ap-northeast-1');
  });
});

describe('many events', () => {
  it('are counted, without the ids that make each line another one', () => {
    const why = (id: number) => `${id}1111111-1111-4111-8111-111111111111 is being worked on`;
    const busy = [1, 2, 3].map((id) => aTrace(aHop('function', 'failed', { why: why(id) })));
    expect(renderTraces([told, ...busy], NAMES, aView())).toBe(`4 events: aws.config: Change
  →  rule      1×  my-rule      dev ap-northeast-1
  →  function  1×  my-function  dev ap-northeast-1  returned told
  →  mail      1×  my-mail      dev ap-northeast-1  "It happened"
  ✗  function  3×  my-function  dev ap-northeast-1  failed: … is being worked on

1 mail sent. Read it: metsuke sandbox mail show 7`);
  });
});

it.each([
  ['nothing', [told], false],
  ['an event that nobody wants', [silent], false],
  ['a hop', [told, broken], true],
  ['an event that is still under way', [{ ...told, settled: false }], true],
])('counts as failed: %s', (_name, traces, expected) => {
  expect(hasFailed(traces)).toBe(expected);
});
