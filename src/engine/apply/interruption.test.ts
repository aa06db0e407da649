import { describe, expect, it } from 'vitest';
import { aConfig, planOf, run, titlesOf } from '../../../test/support/engine.ts';
import { FakeAws, isWrite, ProcessDied } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import type { Config } from '../../config/schema.ts';

/** How an organization comes to be, and what is then asked of it. */
interface Story {
  readonly name: string;
  readonly prepare: () => Promise<FakeAws>;
  readonly config: Config;
}

const small = () => new FakeAws(anOrg().with(account('dev').in('Workloads')).build());

async function governed(config = aConfig()): Promise<FakeAws> {
  const aws = small();
  await run(aws, config);
  return aws;
}

const stories: readonly Story[] = [
  {
    name: 'a fresh organization',
    prepare: async () => small(),
    config: aConfig({ auditExecutionRoles: { enabled: true } }),
  },
  {
    name: 'new parameters, a new role version and a new account',
    prepare: async () => {
      const aws = await governed();
      aws.join(account('dev2').in('Workloads'));
      return aws;
    },
    config: aConfig({ logs: { retentionDays: 730 }, stackSets: { executionPolicy: 'administrator' } }),
  },
  {
    name: 'a canary that is new',
    prepare: async () => {
      const aws = await governed();
      aws.join(account('canary'));
      return aws;
    },
    config: aConfig({ logs: { retentionDays: 700 }, stackSets: { canary: 'canary' } }),
  },
  {
    name: 'everything that can be switched off',
    prepare: () => governed(aConfig({ auditExecutionRoles: { enabled: true } })),
    config: aConfig({ guardrails: { regionRestriction: { enabled: false } } }),
  },
  {
    name: 'an account that is excluded',
    prepare: () => governed(),
    config: aConfig({ exclude: { accounts: ['dev'] } }),
  },
];

/** What came of it when the process dies at that call; null when the run ended before. */
async function dieThenApply(story: Story, call: number, when: 'before' | 'after') {
  const aws = await story.prepare();
  const connection = aws.connect({ dieAt: { call, when } });
  const died = await run(aws, story.config, { connection }).then(
    () => false,
    (error: unknown) => {
      if (error instanceof ProcessDied) return true;
      throw error;
    },
  );
  if (!died) return null;
  const { result } = await run(aws, story.config);
  return { status: result.status, left: titlesOf(await planOf(aws, story.config)), state: aws.state() };
}

describe('a run that is killed at any call is finished by the next apply', () => {
  it.each(
    stories.flatMap((story) => [
      { story, when: 'before' as const },
      { story, when: 'after' as const },
    ]),
  )('$story.name, $when the call', ({ story, when }) => expectFinished(story, when));
});

/** Dies at every call of the story, one after the other, and looks at what the next apply makes of it. */
async function expectFinished(story: Story, when: 'before' | 'after'): Promise<void> {
  const undisturbed = await story.prepare();
  await run(undisturbed, story.config);
  const expected = undisturbed.state();
  let call = 1;
  for (; ; call += 1) {
    const ended = await dieThenApply(story, call, when);
    if (ended === null) break;
    expect({ call, ...ended }).toEqual({ call, status: 'done', left: [], state: expected });
  }
  expect(call).toBeGreaterThan(10);
}

describe('an interrupt', () => {
  it('asks CloudFormation to stop, says so, and the next apply finishes', async () => {
    const aws = new FakeAws(anOrg().with(account('dev'), account('stg'), account('prod')).build());
    const interrupt = new AbortController();
    const connection = aws.connect({
      onCall: (name) => {
        if (name === 'stackSets.createInstances') interrupt.abort();
      },
    });
    const { result } = await run(aws, aConfig(), { connection, signal: interrupt.signal });
    expect(result.status).toBe('interrupted');
    expect(connection.calls).toContain('stackSets.stopOperation');
    const second = await run(aws, aConfig());
    expect(second.result.status).toBe('done');
    expect(titlesOf(await planOf(aws, aConfig()))).toEqual([]);
  });

  it('before anything began changes nothing', async () => {
    const aws = small();
    const { result, calls } = await run(aws, aConfig(), { signal: AbortSignal.abort() });
    expect(result.status).toBe('interrupted');
    expect(calls.filter(isWrite)).toEqual([]);
  });
});
