import { afterEach, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import { ACCOUNT, asRoot, call, type Event, signIn } from '../../test/support/events.ts';
import { openFolder } from '../archive/folder-store.ts';
import { makeDuckDBEngine } from '../query/duckdb/engine.ts';
import { readActivity } from './activity.ts';
import { isNothingRead } from './basis.ts';

const SCOPE = { from: '2026-10-14T00:00:00Z', to: '2026-10-15T00:00:00Z' };
let archive: ArchiveFolder;
afterEach(() => archive.remove());

async function activityOf(all: readonly Event[], limit = 100) {
  archive = new ArchiveFolder();
  if (all.length > 0) archive.addEvents(all);
  const engine = makeDuckDBEngine({ store: openFolder(archive.path), cache: archive.path, threads: 1, workers: 1 });
  try {
    return await readActivity(engine, { scope: SCOPE, accounts: [], limit, now: '2026-11-30T00:00:00Z' });
  } finally {
    await engine.close();
  }
}

const at = (time: string, id: string) => ({ eventTime: time, eventID: id });

describe('who did what', () => {
  it('is one line for all calls of a kind by one actor, with the last of them', async () => {
    const { deeds, isCut } = await activityOf([
      call('ec2', 'StopInstances', at('2026-10-14T03:00:00Z', 'e-1')),
      call('ec2', 'StopInstances', {
        ...at('2026-10-14T05:00:00Z', 'e-2'),
        errorCode: 'Client.UnauthorizedOperation',
        sourceIPAddress: '198.51.100.7',
      }),
      signIn(at('2026-10-14T02:00:00Z', 'e-3')),
    ]);
    expect(isCut).toBe(false);
    expect(deeds.map(({ event, calls, failed }) => [event, calls, failed])).toEqual([
      ['StopInstances', 2, 1],
      ['ConsoleLogin', 1, 0],
    ]);
    expect(deeds[0]).toEqual({
      account: ACCOUNT,
      region: 'ap-northeast-1',
      actor: `arn:aws:iam::${ACCOUNT}:user/hanako`,
      service: 'ec2',
      event: 'StopInstances',
      calls: 2,
      failed: 1,
      first: '2026-10-14T03:00:00Z',
      last: '2026-10-14T05:00:00Z',
      sourceIp: '198.51.100.7',
      eventId: 'e-2',
    });
  });

  it('has the root user, and a sign-in that failed', async () => {
    const failed = { errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' } };
    const { deeds } = await activityOf([
      call('iam', 'CreateAccessKey', { userIdentity: asRoot(), ...at('2026-10-14T03:00:00Z', 'e-1') }),
      signIn({ ...failed, ...at('2026-10-14T02:00:00Z', 'e-2') }),
    ]);
    expect(deeds.map(({ actor, failed: n }) => [actor.split(':').at(-1), n])).toEqual([
      ['root', 0],
      ['user/hanako', 1],
    ]);
  });

  it.each([
    ['reading', call('ec2', 'DescribeInstances', { readOnly: true })],
    [
      'what a service does in turn',
      call('ec2', 'StopInstances', { userIdentity: { invokedBy: 'autoscaling.amazonaws.com' } }),
    ],
    ['what a service does by itself', call('kms', 'RotateKey', { eventType: 'AwsServiceEvent' })],
  ])('is not %s', async (_what, event) => {
    const { deeds, basis } = await activityOf([event]);
    expect(deeds).toEqual([]);
    expect(isNothingRead(basis)).toBe(false);
  });

  it('says that there is more than it shows, and that nothing was read', async () => {
    const two = [
      call('ec2', 'StopInstances', at('2026-10-14T03:00:00Z', 'e-1')),
      call('ec2', 'StartInstances', at('2026-10-14T04:00:00Z', 'e-2')),
    ];
    const { deeds, isCut } = await activityOf(two, 1);
    expect([deeds.map(({ event }) => event), isCut]).toEqual([['StartInstances'], true]);
    archive.remove();
    expect(isNothingRead((await activityOf([])).basis)).toBe(true);
  });
});
