import { describe, expect, it } from 'vitest';
import { aPosture, DEV, PROD } from '../../../test/support/posture.ts';
import { withPseudonyms } from '../posture/pseudonyms.ts';
import type { Posture } from '../posture/schema.ts';
import { deedRows, isWhole } from './activity.ts';
import { actorOf } from './actor.ts';
import { makeDirectory } from './directory.ts';
import { limitTo } from './limit.ts';
import { filterRows } from './rows.ts';

const posture = aPosture();
const rowsOf = (given: Posture) => deedRows(given, makeDirectory(given));

function activityOf({ activity }: Posture) {
  if (activity.state === 'not-read') throw new Error(activity.reason);
  return activity;
}

describe('an actor', () => {
  it.each([
    ['arn:aws:sts::444444444444:assumed-role/Deploy/ci', 'ci', 'Deploy'],
    [
      'arn:aws:sts::444444444444:assumed-role/AWSReservedSSO_PowerUser_0123456789abcdef/hanako@example.com',
      'hanako@example.com',
      'PowerUser',
    ],
    ['arn:aws:iam::444444444444:user/team/hanako', 'hanako', 'user'],
    ['arn:aws:iam::444444444444:root', 'root', ''],
    ['arn:aws-cn:iam::444444444444:user/hanako', 'hanako', 'user'],
    ['AIDAEXAMPLE:hanako', 'AIDAEXAMPLE:hanako', ''],
    ['', '', ''],
  ])('%s is %s, through %s', (arn, who, through) => {
    expect(actorOf(arn)).toEqual({ who, through });
  });
});

describe('activity in view', () => {
  it.each([
    ['a person', { q: 'hanako' }, ['StopInstances']],
    ['a call and a name', { q: 'putparameter stg' }, ['PutParameter']],
    ['an account', { account: DEV }, ['StopInstances']],
    ['an event', { q: 'e-PutParameter' }, ['PutParameter']],
    ['nobody', { q: 'nobody' }, []],
  ])('filtered by %s', (_what, filter, expected) => {
    expect(filterRows(rowsOf(posture), filter).map(({ event }) => event)).toEqual(expected);
  });

  it('of one account holds nothing of another one, and no number of the whole', () => {
    const activity = activityOf(limitTo(posture, DEV));
    expect(activity).toMatchObject({ objects: null, events: null, gaps: [], deeds: [{ account: DEV }] });
    expect(activityOf(limitTo(posture, PROD)).gaps).toHaveLength(1);
  });

  it('is whole only where nothing is missing', () => {
    const whole = { ...activityOf(posture), gaps: [], skipped: 0, isCut: false };
    expect(isWhole(whole)).toBe(true);
    expect(isWhole({ ...whole, gaps: null })).toBe(false);
    expect(isWhole({ ...whole, isCut: true })).toBe(false);
    expect(isWhole({ ...whole, skipped: 1 })).toBe(false);
    expect(isWhole(activityOf(posture))).toBe(false);
  });
});

describe('pseudonyms in activity', () => {
  it('stand for users and names of sessions, and leave roles, the root user and services', () => {
    const [deed] = activityOf(posture).deeds;
    if (deed === undefined || posture.deployment.state === 'not-read') throw new Error('not read');
    const actors = [
      'arn:aws:sts::444444444444:assumed-role/Deploy/hanako@example.com',
      'arn:aws:iam::555555555555:user/hanako@example.com',
      'arn:aws:iam::555555555555:user/taro',
      'AROAEXAMPLE:taro',
      'arn:aws:iam::555555555555:root',
      'guardduty.amazonaws.com',
      'arn:aws:sts::444444444444:assumed-role/App/i-0123456789abcdef0',
      '',
    ];
    const { findings } = posture;
    if (findings.state === 'not-read') throw new Error(findings.reason);
    const titled = findings.findings.map((finding) => ({
      ...finding,
      title: 'hanako@example.com used tarot cards on i-0123456789abcdef0, then taro.',
    }));
    const [recording] = posture.deployment.recordings;
    const by = { call: 'x', actor: 'taro with role Deploy, from 203.0.113.10', at: posture.at };
    const recordings = recording === undefined ? [] : [{ ...recording, by }];
    const hidden = withPseudonyms({
      ...posture,
      deployment: { ...posture.deployment, recordings },
      findings: { ...findings, findings: titled },
      activity: { ...activityOf(posture), deeds: actors.map((actor) => ({ ...deed, actor })) },
    });
    expect(activityOf(hidden).deeds.map(({ actor }) => actor)).toEqual([
      'arn:aws:sts::444444444444:assumed-role/Deploy/person 2',
      'arn:aws:iam::555555555555:user/person 2',
      // who stopped a trail is the same person there
      'arn:aws:iam::555555555555:user/person 1',
      'AROAEXAMPLE:person 1',
      'arn:aws:iam::555555555555:root',
      'guardduty.amazonaws.com',
      'arn:aws:sts::444444444444:assumed-role/App/i-0123456789abcdef0',
      '',
    ]);
    expect(hidden.findings).toMatchObject({
      findings: [{ title: 'person 2 used tarot cards on i-0123456789abcdef0, then person 1.' }],
    });
    expect(hidden.deployment).toMatchObject({ recordings: [{ by: { actor: 'person 1' } }] });
  });

  it('stand for whom AWS names in what it refuses, and are the same person there', () => {
    const refused = (who: string) =>
      `s3:ListBucket: User: arn:aws:sts::111111111111:assumed-role/${who} is not authorized to perform: s3:ListBucket.`;
    const [deed] = activityOf(posture).deeds;
    if (deed === undefined || posture.images.state === 'not-read') throw new Error('not read');
    const actor = 'arn:aws:iam::555555555555:user/a';
    const hidden = withPseudonyms({
      ...posture,
      activity: { ...activityOf(posture), deeds: [{ ...deed, actor }] },
      compliance: { state: 'not-read', reason: refused('Admin/a') },
      images: {
        ...posture.images,
        notAsked: [
          { account: DEV, region: 'us-east-1', reason: refused('Admin/hanako.k@example.com') },
          { account: DEV, region: 'us-east-2', reason: refused('App/i-0123456789abcdef0') },
        ],
      },
    });
    expect(activityOf(hidden).deeds.map((one) => one.actor)).toEqual(['arn:aws:iam::555555555555:user/person 1']);
    expect(hidden.compliance).toMatchObject({ reason: refused('Admin/person 1') });
    expect(hidden.images).toMatchObject({
      notAsked: [{ reason: refused('Admin/person 2') }, { reason: refused('App/i-0123456789abcdef0') }],
    });
    expect(hidden.deployment).toMatchObject({ state: 'read' });
  });
});
