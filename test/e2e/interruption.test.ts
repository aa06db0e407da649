import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/sandbox/control.ts';
import { leases, unfinishedOperations } from '../support/aws.ts';
import { type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

/** Slow enough for a signal to arrive in the middle. */
const SLOW: Fault = { kind: 'step-seconds', seconds: 0.7 };
/** Until a test says otherwise. */
const STILL: Fault = { kind: 'step-seconds', seconds: 3_600 };

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
  await here.sandbox.faults(SLOW);
});
afterAll(() => here.stop());

describe('an apply that is killed', () => {
  // Each run goes on where the one before was killed, so that all moments of a first apply come up.
  it.each([
    ['stackset-administration: started', [3]],
    ['stackset-execution: started', [3]],
    ['account-baseline: started', [3]],
    // CloudFormation goes on without the dead, and on a slow machine has done the last of it before the plan reads.
    ['logging-resource: done', [3, 0]],
  ])('after "%s" leaves work that the next one does', async (moment, codes) => {
    const apply = here.start('apply', '--yes');
    await apply.says(moment);
    apply.kill('SIGKILL');
    expect((await apply.ended).code).toBeNull();
    expect(codes).toContain((await here.metsuke('plan', '--exit-code')).code);
  });

  it('is finished by the next one, which does not wait for the dead', async () => {
    const { code, output, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).not.toContain('holds the right to apply');
    // CloudFormation goes on without the dead: on a slow machine it has done the last of it meanwhile.
    expect(output).toMatch(/^Done\.|^No changes\./m);
    expect(code).toBe(0);
    const plan = await here.metsuke('plan', '--exit-code');
    expect(plan.stdout).toContain('No changes.');
    expect(plan.code).toBe(0);
    expect(await unfinishedOperations(here.sandbox)).toEqual([]);
  });

  it('is finished too when it died while a change was rolled out', async () => {
    here.changeConfig('retentionDays: 365', 'retentionDays: 500');
    const apply = here.start('apply', '--yes');
    await apply.says('logging-resource: started');
    await expect.poll(() => unfinishedOperations(here.sandbox)).not.toEqual([]);
    apply.kill('SIGKILL');
    await apply.ended;
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
    expect(await unfinishedOperations(here.sandbox)).toEqual([]);
  });
});

describe('two applies at once', () => {
  it('the second says who is at work and stops; the first finishes', async () => {
    here.changeConfig('retentionDays: 500', 'retentionDays: 501');
    await here.sandbox.faults(STILL);
    const first = here.start('apply', '--yes');
    await first.says('logging-resource: started');
    const second = await here.metsuke('apply', '--yes');
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(
      /Another apply \(arn:aws:iam::111111111111:user\/sandbox, .+:\d+\) is at work in this organization; nothing was changed\./,
    );
    expect(second.stderr).toContain(`:${first.pid}`);
    expect(second.stderr).toContain('Wait until it has ended, then apply again.');
    await here.sandbox.faults(SLOW);
    expect((await first.ended).code).toBe(0);
    // Its own, and those of the dead before it.
    expect(await leases(here.sandbox)).toEqual([]);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
  });
});

describe('Ctrl-C', () => {
  it('once stops cleanly and says so; the next apply finishes', async () => {
    here.changeConfig('version: 1', 'version: 1\nauditExecutionRoles:\n  enabled: true');
    const apply = here.start('apply', '--yes');
    await apply.says('audit-execution-roles: started');
    await expect.poll(() => unfinishedOperations(here.sandbox)).not.toEqual([]);
    apply.kill('SIGINT');
    const { code, stderr } = await apply.ended;
    expect(stderr).toContain('interrupted: stopping cleanly; interrupt once more to leave at once');
    // The execution role may make such roles from now on: it is changed before, and its record at the same time.
    expect(stderr).toMatch(/metsuke: Interrupted: [12] of 3 changes done/);
    expect(stderr).toContain('Apply again to finish.');
    expect(code).toBe(130);
    expect(await unfinishedOperations(here.sandbox)).toEqual([]);
    expect(await leases(here.sandbox)).toEqual([]);
    const next = await here.metsuke('apply', '--yes');
    expect(next.stderr).toContain('Done.');
    expect(next.code).toBe(0);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
  });

  it('twice leaves at once; the next apply finishes all the same', async () => {
    here.changeConfig('retentionDays: 501', 'retentionDays: 502');
    await here.sandbox.faults(STILL);
    const apply = here.start('apply', '--yes');
    await apply.says('logging-resource: started');
    apply.kill('SIGINT');
    await apply.says('stopping cleanly');
    apply.kill('SIGINT');
    expect((await apply.ended).code).toBe(130);
    const next = here.start('apply', '--yes');
    await next.says(/logging-resource/i);
    await here.sandbox.faults(SLOW);
    expect((await next.ended).code).toBe(0);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
    expect(await leases(here.sandbox)).toEqual([]);
  });
});
