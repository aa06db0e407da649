import { describe, expect, it } from 'vitest';
import { aView } from '../../../test/support/view.ts';
import type { Finding } from '../../domain/finding.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ApplyResult } from '../../engine/apply/apply-plan.ts';
import { outcome } from '../../engine/apply/context.ts';
import type { Failure } from '../../engine/events.ts';
import type { PolicyTypeStep } from '../../engine/steps/policy-type/step.ts';
import { outcomeLines } from './outcome.ts';

const ids = Array.from({ length: 40 }, (_, index) => `9000000000${String(index + 1).padStart(2, '0')}` as AccountId);
const names = { account: (id: string) => `p${id.slice(-2)} (${id})` };
const COMMAND = 'aws cloudformation create-stack --stack-name X';

function failed(account: AccountId, rest: Partial<Failure> = {}): Failure {
  return { account, region: 'ap-northeast-1', reason: `${account} says no`, advice: 'Run this:', ...rest };
}

function cancelled(account: AccountId): Failure {
  return failed(account, { reason: 'Cancelled since others failed', advice: 'Wait.', notTried: true });
}

function endOf(failures: readonly Failure[], notes: readonly Finding[] = []): readonly string[] {
  const step = { kind: 'policy-type', id: 's', title: 'account-baseline' } as PolicyTypeStep;
  const result: ApplyResult = { status: 'failed', steps: [{ step, outcome: outcome('failed', failures) }] };
  return outcomeLines(result, { names, notes, counts: '9 of 10 changes done in 5 s' }, aView());
}

describe('the end of a run', () => {
  it('tells the same reason in forty accounts once, with one command', () => {
    expect(endOf(ids.map((id) => failed(id, { command: COMMAND })))).toEqual([
      `failed account-baseline  40 accounts (p01 (${ids[0]}), p02 (${ids[1]}), p03 (${ids[2]}) and 37 more) ap-northeast-1: <account> says no`,
      '       Run this:',
      `         ${COMMAND}`,
      'Not everything is done. 9 of 10 changes done in 5 s, 40 failures of 1 cause. What is done stays done; apply again to finish.',
      'With --json every account is listed.',
    ]);
  });

  it('names one account with its own words, and keeps two causes apart', () => {
    const [first, second] = [ids[0] as AccountId, ids[1] as AccountId];
    const lines = endOf([failed(first), failed(second, { reason: 'Something else' })]);
    expect(lines[0]).toBe(`failed account-baseline  p01 (${first}) ap-northeast-1: ${first} says no`);
    expect(lines[2]).toBe(`failed account-baseline  p02 (${second}) ap-northeast-1: Something else`);
    expect(lines.at(-1)).toContain('2 failures. What');
  });

  it('never calls failed what was not tried', () => {
    const [first, ...others] = ids as [AccountId, ...AccountId[]];
    const lines = endOf([failed(first), ...others.map(cancelled)]);
    expect(lines.filter((line) => line.startsWith('failed'))).toHaveLength(1);
    expect(lines).toContainEqual(expect.stringMatching(/^not tried account-baseline in 39 accounts \(.*: Cancelled/));
    expect(lines.join('\n')).toContain('1 failure, 39 not tried.');
  });

  it('names the command once, though some accounts failed, others were not tried and notes tell of all', () => {
    const notes = ids.map((id) => aNote(id));
    const failures = ids.map((id, index) => (index < 11 ? failed(id, { command: COMMAND }) : cancelled(id)));
    const text = endOf(failures, notes).join('\n');
    expect(text.split(COMMAND)).toHaveLength(2);
    expect(text).toContain('40 accounts (p01');
    expect(text).toContain('29 of them not tried');
    expect(text).toContain('11 failures of 1 cause, 29 not tried');
  });

  it('keeps a note of accounts in which nothing failed', () => {
    const lines = endOf([failed(ids[0] as AccountId)], ids.slice(1, 3).map(aNote));
    expect(lines.slice(0, 2)).toEqual([
      `warning locked-out: 2 accounts (p02 (${ids[1]}), p03 (${ids[2]})) do not let X in; trying. Run this:`,
      `      ${COMMAND}`,
    ]);
  });
});

function aNote(id: AccountId): Finding {
  return {
    severity: 'warning',
    code: 'locked-out',
    message: `${id} does not let X in; trying.`,
    hint: 'Run this:',
    command: COMMAND,
    account: { id },
  };
}
