import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { AUDIT, DEV, LOG } from '../support/rehearsal.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { CTRL_C, pythonWithTerminals, startInTerminal, type TerminalCli } from '../support/terminal-cli.ts';

const python = pythonWithTerminals();
const ENTER = '\r';
const DOWN = '\u001b[B';

/** What is asked, in this order; a few words of each. */
const QUESTIONS = [
  'Audit account?',
  'Log account?',
  'Who receives security notifications?',
  'Home region?',
  'Which other regions do you use?',
  'What may cost money?',
] as const;
const ADDRESS = 'Who receives security notifications?';

describe.skipIf(python === null)('the questions of init (skipped without a Python that makes a terminal)', () => {
  let sandbox: TestSandbox;
  let folder: string;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'metsuke-init-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function start(parameters: readonly string[] = ['init'], environment: Readonly<Record<string, string>> = {}) {
    return startInTerminal(parameters, {
      python: python ?? '',
      folder,
      environment: { ...sandbox.environment, ...environment },
    });
  }

  /** Takes the default of every question up to that one; only the address has none. */
  async function answerUntil(program: TerminalCli, question: string): Promise<void> {
    for (const asked of QUESTIONS) {
      await program.says(asked);
      if (asked === question) return;
      program.press(asked === ADDRESS ? `security@example.com${ENTER}` : ENTER);
    }
  }

  const config = (): string => readFileSync(join(folder, 'metsuke.yaml'), 'utf8');

  it('have defaults: with an address and Enter alone, a file is written that plans', async () => {
    const program = start();
    await answerUntil(program, 'What may cost money?');
    program.press(ENTER);
    expect(await program.ended).toBe(0);
    expect(program.screen.text().join('\n')).toContain('metsuke.yaml is written.');
    expect(program.screen.isCursorShown).toBe(true);
    expect(config()).toContain(`audit: "${AUDIT}" # audit`);
    expect(config()).toContain(`log: "${LOG}" # log`);
    expect(config()).toContain('securityEmail: security@example.com');
    const plan = await runCli(['plan', '--exit-code'], { folder, environment: { ...sandbox.environment } });
    expect(plan.stderr).not.toMatch(/error|warning/);
    expect(plan.code).toBe(3);
  });

  it('take other answers: an account by its name, a region, the small beginning', async () => {
    const program = start();
    await program.says('Audit account?');
    program.press('dev');
    await program.says(/› dev|dev█|dev_|> dev/).catch(() => undefined);
    program.press(ENTER);
    await program.says('Log account?');
    program.press(ENTER);
    await program.says(ADDRESS);
    program.press(`security@example.com${ENTER}`);
    await program.says('Home region?');
    program.press(`us-west-2${ENTER}`);
    await program.says('Which other regions do you use?');
    program.press(ENTER);
    await program.says('What may cost money?');
    program.press(`${DOWN}${ENTER}`);
    expect(await program.ended).toBe(0);
    expect(config()).toContain(`audit: "${DEV}" # dev`);
    expect(config()).toContain('homeRegion: us-west-2');
    expect(config()).toMatch(/guardDuty:[^\n]*\n\s+enabled: false|guardDuty: *\{ *enabled: false/);
  });

  it('take no address that is none, and go on with the next one', async () => {
    const program = start();
    await answerUntil(program, ADDRESS);
    program.press(`nobody${ENTER}`);
    await program.says('Write an e-mail address');
    program.press(`@example.com${ENTER}`);
    await program.says('Home region?');
    program.press(CTRL_C);
    expect(await program.ended).toBe(130);
  });

  it.each(QUESTIONS)('"%s" is left with Ctrl-C, and nothing is written', async (question) => {
    const program = start();
    await answerUntil(program, question);
    program.press(CTRL_C);
    await expectNothing(program);
  });

  it('half an answer is left with Ctrl-C, and nothing is written', async () => {
    const program = start();
    await answerUntil(program, ADDRESS);
    program.press('secur');
    await program.says('secur');
    program.press(CTRL_C);
    await expectNothing(program);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('%s ends them too, and nothing is written', async (signal) => {
    const program = start();
    await answerUntil(program, ADDRESS);
    program.kill(signal);
    await expectNothing(program);
  });

  it('are Japanese for Japanese readers', async () => {
    const program = start(['init'], { METSUKE_LANG: 'ja' });
    await program.says('監査アカウント');
    program.press(CTRL_C);
    await expectNothing(program);
  });

  it('are not asked when options answer', async () => {
    const program = start(['init', '--email', 'security@example.com']);
    expect(await program.ended).toBe(0);
    expect(program.screen.text().join('\n')).not.toContain('Audit account?');
    expect(config()).toContain('securityEmail: security@example.com');
  });

  async function expectNothing(program: TerminalCli): Promise<void> {
    expect(await program.ended).toBe(130);
    expect(program.screen.isCursorShown).toBe(true);
    expect(existsSync(join(folder, 'metsuke.yaml'))).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  }
});
