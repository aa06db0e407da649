import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../domain/ids.ts';
import { outcome } from '../../engine/apply/context.ts';
import type { PolicyTypeStep } from '../../engine/steps/policy-type/step.ts';
import { makePlainRenderer } from './progress.ts';

const step: PolicyTypeStep = {
  kind: 'policy-type',
  id: 'p',
  title: 'policy type',
  dependsOn: [],
  policyType: 'SERVICE_CONTROL_POLICY',
};

/** A renderer whose time and lines the test holds. */
function aRenderer() {
  let time = 0;
  const lines: string[] = [];
  const names = { account: (id: string) => `dev (${id})` };
  const { onEvent } = makePlainRenderer((line) => lines.push(line), names, {
    progress: { drawLines: () => () => {} },
    now: () => time,
  });
  onEvent({ type: 'run-started', steps: [step] });
  onEvent({ type: 'step-started', step: 'p' });
  const work = (milliseconds: number, done: number): void => {
    time += milliseconds;
    onEvent({ type: 'step-progress', step: 'p', progress: { total: 9, done, failed: 1 } });
  };
  return { lines, onEvent, work };
}

describe('plain progress', () => {
  it('is one line an event, without escape codes', () => {
    const { lines, onEvent } = aRenderer();
    const failure = { account: '444444444444' as AccountId, region: 'ap-northeast-1', reason: 'No', advice: 'Do' };
    onEvent({ type: 'target-failed', step: 'p', failure });
    onEvent({ type: 'step-finished', step: 'p', outcome: outcome('failed', [failure]) });
    expect(lines).toEqual([
      '[   0 s] policy type SERVICE_CONTROL_POLICY: started',
      '[   0 s] policy type SERVICE_CONTROL_POLICY: FAILED dev (444444444444) ap-northeast-1: No',
      '[   0 s] policy type SERVICE_CONTROL_POLICY: failed',
    ]);
  });

  it('tells of long work every ten seconds, and of short work not at all', () => {
    const { lines, work } = aRenderer();
    work(9_000, 1);
    expect(lines).toHaveLength(1);
    work(1_000, 3);
    expect(lines[1]).toBe('[  10 s] policy type SERVICE_CONTROL_POLICY: 3 of 9 done, 1 failed, 5 remaining');
    work(5_000, 4);
    expect(lines).toHaveLength(2);
  });
});

describe('the same in many accounts', () => {
  const failureIn = (account: string, rest: object = {}) => ({
    ...{ account: account as AccountId, region: 'ap-northeast-1', reason: `${account} says no`, advice: 'Do', ...rest },
  });

  it('is told once, then counted when the step ends; what was not tried is never called failed', () => {
    const { lines, onEvent } = aRenderer();
    for (const account of ['111111111111', '222222222222', '333333333333'])
      onEvent({ type: 'target-failed', step: 'p', failure: failureIn(account) });
    for (const account of ['444444444444', '555555555555'])
      onEvent({
        type: 'target-failed',
        step: 'p',
        failure: failureIn(account, { reason: 'Not tried: others failed.', notTried: true }),
      });
    onEvent({ type: 'step-finished', step: 'p', outcome: outcome('failed', []) });
    expect(lines.slice(1).map((line) => line.replace(/^.*SERVICE_CONTROL_POLICY: /, ''))).toEqual([
      'FAILED dev (111111111111) ap-northeast-1: 111111111111 says no',
      'FAILED in 2 accounts more for the reason above',
      'not tried in 2 accounts: others failed.',
      'failed',
    ]);
  });
});
