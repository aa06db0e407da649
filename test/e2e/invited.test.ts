import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

const INVITED = Array.from({ length: 40 }, (_, index) => `p${String(index + 1).padStart(2, '0')}`);

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
  for (const name of INVITED) {
    await here.sandbox.addAccount({ name, email: `${name}@example.com`, joined: 'INVITED' });
  }
});
afterAll(() => here.stop());

const COMMAND =
  'aws cloudformation create-stack --region ap-northeast-1 --stack-name AWSOrganizations-StackSetExecution';

/** What a person reads, whichever stream it comes through. */
async function told(...parameters: readonly string[]) {
  const { stdout, stderr } = await here.metsuke(...parameters);
  return `${stdout}\n${stderr}`;
}

function expectOneParagraph(text: string): void {
  expect(text.split(COMMAND)).toHaveLength(2);
  const lines = text.split('\n').filter((line) => /\bp(0[1-9]|[1-4]\d) \(\d{12}\)/.test(line));
  expect(lines.filter((line) => /40 accounts \(.* and 37 more\)/.test(line)).length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThanOrEqual(3);
}

describe('forty invited accounts without the role are one paragraph with one command', () => {
  it.each([[['check']], [['check', '--accounts']], [['plan']]])(
    'in %s, before anything is applied',
    async (parameters) => {
      expectOneParagraph(await told(...parameters));
    },
  );

  it('in apply, where those that were not tried are no failures', async () => {
    const text = await told('apply', '--yes');
    expectOneParagraph(text);
    expect(text).toMatch(/failed account-baseline +40 accounts .*, 29 of them not tried: .*sts:AssumeRole/);
    expect(text).toContain('11 failures of 1 cause, 29 not tried. What is done stays done');
    expect(text.split('\n').length).toBeLessThan(60);
  });

  it.each([[['status']], [['plan']]])('in %s, after it', async (parameters) => {
    expectOneParagraph(await told(...parameters));
  });

  it('and --json lists every one of them, with its command', async () => {
    const { findings } = JSON.parse((await here.metsuke('plan', '--json')).stdout);
    const invited = findings.filter(({ code }: { code: string }) => code === 'invited-account');
    expect(invited.map(({ account }: { account: { name: string } }) => account.name).sort()).toEqual(INVITED);
    expect(invited.every(({ command }: { command: string }) => command.includes(COMMAND))).toBe(true);
  });
});
