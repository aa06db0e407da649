import { expect, it } from 'vitest';
import { aConfig, inputOf, run } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import { account, anOrg } from '../../test/support/organization.ts';
import { untracked } from '../engine/observe/track.ts';
import { deepLook } from './look-deep.ts';
import type { Session } from './session.ts';

it('looks once, however often a run makes its plan', async () => {
  const config = aConfig({ configRecorder: { enabled: true } });
  const aws = new FakeAws(anOrg().with(account('dev').in('Workloads')).build());
  await run(aws, config);
  const input = await inputOf(aws, config);
  const { ports, calls } = aws.connect();
  const said: string[] = [];
  const progress = { track: untracked, during: (what: string, work: () => unknown) => said.push(what) && work() };
  const session = { clock: aws.clock, terminal: { err: () => {} }, progress } as unknown as Session;
  const look = deepLook(session, ports);
  const found = await look(input);
  expect(found.answers.length).toBeGreaterThan(5);
  expect(said).toEqual(['Asking every account what works, and CloudFormation for drift']);
  const asked = calls.length;
  expect(await look(input)).toBe(found);
  expect(calls).toHaveLength(asked);
});
