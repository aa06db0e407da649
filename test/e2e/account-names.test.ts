import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOG, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
});
afterAll(() => here.stop());

describe('names in metsuke.yaml', () => {
  it('are warnings', async () => {
    const { code, stderr } = await here.metsuke('plan');
    expect(stderr).toMatch(/metsuke\.yaml:\d+:\d+ warning account-name: "log" is a name.*333333333333.*check --fix/);
    expect(code).toBe(0);
  });

  it('become ids, once, with the names as comments', async () => {
    const { stderr } = await here.metsuke('check', '--fix');
    expect(stderr).toContain(`metsuke.yaml: "log" is "${LOG}" now.`);
    const fixed = here.readConfig();
    expect(fixed).toContain(`log: "${LOG}" # log`);
    expect((await here.metsuke('check', '--fix')).stderr).not.toContain('now.');
    expect(here.readConfig()).toBe(fixed);
    expect((await here.metsuke('plan')).stderr).not.toContain('account-name');
  });
});

/** Called like the suspended account that is excluded, or like the log account. */
describe.each([
  ['old-poc', (config: string) => `${config}\nexclude:\n  accounts: [old-poc]\n`],
  ['log', (config: string) => config.replace(`"${LOG}" # log`, 'log')],
])('an account that takes the name %s', (name, change) => {
  beforeAll(async () => {
    await here.sandbox.addAccount({ name, email: `${name}-too@example.com` });
  });

  it.each([
    ['plan', ['plan']],
    ['check', ['check', '--fix']],
    ['apply', ['apply', '--yes']],
    ['status', ['status']],
    ['report run', ['report', 'run', 'root-use', '--from', '2026-10-01', '--to', '2026-10-02']],
    ['archive status', ['archive', 'status', '--from', '2026-10-01', '--to', '2026-10-02']],
  ])('is refused by %s, with both ids, and nothing is entered', async (_command, words) => {
    const before = here.readConfig();
    here.writeConfig(change(before));
    await here.sandbox.resetCalls();
    const { code, output } = await here.metsuke(...words);
    here.writeConfig(before);
    expect(output).toMatch(
      new RegExp(`ambiguous-account: "${name}" is the name of 2 accounts: .*\\d{12}.* and .*\\d{12}`),
    );
    expect(code).toBe(2);
    expect((await here.sandbox.calls()).byOperation['sts.AssumeRole']).toBeUndefined();
  });
});
