import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { leases, unfinishedOperations } from '../support/aws.ts';
import { type Rehearsal, startRehearsal } from '../support/rehearsal.ts';
import { CTRL_C, pythonWithTerminals, startInTerminal, type TerminalCli } from '../support/terminal-cli.ts';

const python = pythonWithTerminals();

describe.skipIf(python === null)('in a terminal (skipped without a Python that makes one)', () => {
  let here: Rehearsal;
  beforeAll(async () => {
    here = await startRehearsal();
  });
  afterAll(() => here.stop());
  afterEach(() => here.sandbox.faults({ kind: 'clear' }));

  function start(parameters: readonly string[], size: { readonly rows?: number; readonly columns?: number } = {}) {
    const { folder, sandbox } = here;
    return startInTerminal(parameters, {
      python: python ?? '',
      folder,
      environment: { ...sandbox.environment },
      ...size,
    });
  }

  /** The cursor is back, nothing is half-drawn, and nobody holds the right to apply. */
  async function expectLeft(program: TerminalCli, code = 130): Promise<void> {
    expect(await program.ended).toBe(code);
    expect(program.screen.isCursorShown).toBe(true);
    expect(program.screen.text().join('\n')).not.toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
    // A colour that is shown as its code was cleaned twice.
    expect(program.screen.text().join('\n')).not.toContain('\\x1b');
    await here.sandbox.faults({ kind: 'clear' });
    expect(await leases(here.sandbox)).toEqual([]);
  }

  describe('Ctrl-C', () => {
    it.each(['plan', 'check', 'status', 'destroy', 'apply'])(
      'during the planning of %s leaves at once',
      async (command) => {
        await here.sandbox.faults({ kind: 'throttle', service: 'organizations', operation: 'ListAccounts', times: 50 });
        const program = start([command]);
        await program.says('AWS throttles organizations.ListAccounts; waiting for');
        expect(program.screen.text().join('\n')).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] Reading .*accounts/);
        program.press(CTRL_C);
        await expectLeft(program);
        expect(program.screen.text().at(-1)).toMatch(/Interrupted/);
      },
    );

    it('at the question changes nothing', async () => {
      const program = start(['apply']);
      await program.says('Apply these changes?');
      program.press(CTRL_C);
      await expectLeft(program);
      expect(program.screen.text().at(-1)).toContain('Interrupted before anything was changed.');
    });

    it('in the first second of an apply, while the lease is taken, releases it', async () => {
      await here.sandbox.faults({ kind: 'throttle', service: 'ssm', operation: 'GetParametersByPath', times: 50 });
      const program = start(['apply', '--yes']);
      await program.says('AWS throttles ssm.GetParametersByPath');
      program.press(CTRL_C);
      await expectLeft(program);
      expect(await here.writes()).toEqual({});
    });

    it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('or %s during an apply stops cleanly', async (signal) => {
      await here.sandbox.faults({ kind: 'step-seconds', seconds: 0.7 });
      const program = start(['apply', '--yes']);
      await program.says('waits for the steps that it needs');
      if (signal === 'SIGINT') program.press(CTRL_C);
      else program.kill(signal);
      await program.says('stopping cleanly; interrupt once more to leave at once');
      await expectLeft(program);
      expect(program.screen.text().join('\n')).toMatch(
        /Interrupted: \d+ of \d+ changes done[\s\S]*Apply again to finish\./,
      );
      expect(await unfinishedOperations(here.sandbox)).toEqual([]);
    });

    it('after the terminal became narrow, where each line is drawn anew in one row, leaves none half-drawn', async () => {
      await here.sandbox.faults({ kind: 'throttle', service: 'organizations', operation: 'ListAccounts', times: 50 });
      const program = start(['plan']);
      await program.says('AWS throttles organizations.ListAccounts; waiting for');
      program.resize(40, 30);
      const shown = (): string => program.screen.text().slice(-2).join('\n');
      await expect.poll(shown).toMatch(/^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] .*\nAWS throttles .*$/);
      program.press(CTRL_C);
      await expectLeft(program);
      expect(program.screen.text().at(-1)).toMatch(/Interrupted/);
    });

    it('twice leaves at once and says what goes on; the next apply finishes', async () => {
      expect((await here.metsuke('apply', '--yes')).code).toBe(0);
      here.changeConfig('retentionDays: 365', 'retentionDays: 500');
      await here.sandbox.faults({ kind: 'step-seconds', seconds: 6 });
      const program = start(['apply', '--yes']);
      await expect.poll(() => unfinishedOperations(here.sandbox)).not.toEqual([]);
      program.press(CTRL_C);
      await program.says('stopping cleanly');
      program.press(CTRL_C);
      expect(await program.ended).toBe(130);
      expect(program.screen.isCursorShown).toBe(true);
      expect(program.screen.text().join('')).toMatch(/takes over and finishes\.$/);
      await here.sandbox.faults({ kind: 'clear' });
      // Work of its own: CloudFormation may have finished the rest, and a run with nothing to do takes no lease.
      here.changeConfig('retentionDays: 500', 'retentionDays: 501');
      expect((await here.metsuke('apply', '--yes')).code).toBe(0);
      expect(await leases(here.sandbox)).toEqual([]);
    });
  });
});
