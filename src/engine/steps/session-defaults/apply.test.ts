import { describe, expect, it } from 'vitest';
import { aConfig, HOME, planOf, run } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';

const anAws = () => new FakeAws(anOrg().with(account('dev'), account('stg')).build());
const configWith = (sessions: Readonly<Record<string, unknown>> = {}) =>
  aConfig({ sessions: { enabled: true, ...sessions } });
const ROLE = 'aws-organizations-HostManagement';

describe('the defaults of sessions', () => {
  it('are set in every governed account, and asked for no more once they are', async () => {
    const aws = anAws();
    expect((await run(aws, configWith())).result.status).toBe('done');
    for (const name of ['master', 'audit', 'log', 'dev', 'stg']) {
      const place = `${aws.idOf(name)}/${HOME}`;
      expect(aws.sessionPreferences.get(place)).toMatch(/^metsuke-aws-organizations-Session-/);
      expect(aws.hostManagement.get(place)).toBe(ROLE);
    }
    const again = await run(aws, configWith());
    expect(again.plan.steps).toEqual([]);
    expect(again.calls.filter((call) => call.includes('sessionDefaults'))).toEqual([]);
  });

  it('are tried again where they could not be set, and no stack says that all is well there', async () => {
    const aws = anAws();
    aws.refusingPreferences.set(aws.idOf('stg'), 'The document is shared.');
    const { result, events } = await run(aws, configWith());
    expect(result.status).toBe('failed');
    expect(events.filter(({ type }) => type === 'target-failed')).toMatchObject([
      { step: 'session-defaults:set', failure: { account: aws.idOf('stg'), region: HOME } },
      { step: 'stack-set:AWSOrganizations-SessionManager', failure: { account: aws.idOf('stg') } },
    ]);
    expect(aws.hostManagement.get(`${aws.idOf('dev')}/${HOME}`)).toBe(ROLE);
    aws.refusingPreferences.clear();
    const { plan } = await run(aws, configWith());
    expect(plan.steps).toMatchObject([
      { kind: 'session-defaults', targets: [{ account: aws.idOf('stg') }] },
      { title: 'session-manager' },
    ]);
    expect((await planOf(aws, configWith())).steps).toEqual([]);
  });

  it('leave the role of somebody else where it is, with a note', async () => {
    const aws = anAws();
    const place = `${aws.idOf('dev')}/${HOME}`;
    aws.hostManagement.set(place, 'service-role/Theirs');
    const { result, events } = await run(aws, configWith());
    expect(result.status).toBe('done');
    expect(aws.hostManagement.get(place)).toBe('service-role/Theirs');
    expect(events.filter(({ type }) => type === 'step-note')).toMatchObject([
      { finding: { code: 'session-defaults', message: expect.stringContaining('service-role/Theirs') } },
    ]);
  });

  it('do not fail for an account that lets nobody in', async () => {
    const aws = anAws();
    await run(aws, aConfig({}));
    aws.closeDoor('stg');
    const { result, events } = await run(aws, configWith());
    expect(result.status).toBe('done');
    expect(events.filter(({ type }) => type === 'step-note')).toMatchObject([
      { finding: { message: expect.stringContaining('does not let') } },
    ]);
  });

  it('are given back by the next run where they could not be, since the stack that tells of them stays', async () => {
    const aws = anAws();
    const off = aConfig({ sessions: { enabled: false } });
    await run(aws, configWith());
    aws.refusingPreferences.set(aws.idOf('stg'), 'The document is shared.');
    expect((await run(aws, off)).result.status).toBe('failed');
    const left = aws.stackSets.sets.get('AWSOrganizations-SessionManager')?.instances.values() ?? [];
    expect([...left].map((instance) => instance.account)).toEqual([aws.idOf('stg')]);
    expect([...aws.sessionPreferences.keys()]).toEqual([`${aws.idOf('stg')}/${HOME}`]);
    aws.refusingPreferences.clear();
    expect((await run(aws, off)).result.status).toBe('done');
    expect([...aws.sessionPreferences.keys()]).toEqual([]);
    expect((await planOf(aws, off)).steps).toEqual([]);
  });

  it('are given back in an account that is governed no longer', async () => {
    const aws = anAws();
    await run(aws, configWith());
    const without = aConfig({ sessions: { enabled: true }, exclude: { accounts: ['stg'] } });
    expect((await run(aws, without)).result.status).toBe('done');
    for (const kept of [aws.sessionPreferences, aws.hostManagement]) {
      expect(kept.has(`${aws.idOf('stg')}/${HOME}`)).toBe(false);
      expect(kept.has(`${aws.idOf('dev')}/${HOME}`)).toBe(true);
    }
  });

  it.each([
    ['when each is switched off', configWith({ asDefault: false, defaultHostManagement: false })],
    ['when sessions are', aConfig({ sessions: { enabled: false } })],
  ])('are given back %s', async (_name, off) => {
    const aws = anAws();
    await run(aws, configWith());
    expect((await run(aws, off)).result.status).toBe('done');
    expect([...aws.sessionPreferences.keys()]).toEqual([]);
    expect([...aws.hostManagement.keys()]).toEqual([]);
    expect((await planOf(aws, off)).steps).toEqual([]);
  });
});
