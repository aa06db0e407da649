import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denyingStatement } from '../preview/evaluate.ts';
import { covers } from './action-pattern.ts';
import { makeStatements, type Restriction } from './statements.ts';

const ALLOWED = ['ap-northeast-1'];
const OWN = { 'aws:PrincipalARN': ['arn:aws:iam::*:role/Own'] };

const restrict = (changes: Partial<Restriction>) =>
  makeStatements({
    allowedRegions: ALLOWED,
    everywhere: ['iam:*'],
    grants: [],
    conditionOf: () => ({ ArnNotLike: OWN }),
    ...changes,
  });

function passes(restriction: Partial<Restriction>, action: string, region: string | null, role = 'Dev'): boolean {
  const context = {
    'aws:principalarn': [`arn:aws:iam::444444444444:role/${role}`],
    ...(region !== null && { 'aws:requestedregion': [region] }),
  };
  return denyingStatement({ Statement: restrict(restriction) }, { action, resources: [], context }) === null;
}

describe('a grant', () => {
  const lambda = { regions: ['us-east-1'], actions: ['lambda:*'] };

  it.each([
    ['its action in its region', 'lambda:GetFunction', 'us-east-1', true],
    ['its action in an allowed region', 'lambda:GetFunction', 'ap-northeast-1', true],
    ['its action in another region', 'lambda:GetFunction', 'us-west-2', false],
    ['another action in its region', 'ec2:RunInstances', 'us-east-1', false],
    ['what works everywhere', 'iam:GetRole', 'us-west-2', true],
    ['its action in a request without a region', 'lambda:GetFunction', null, false],
    ['another action in a request without a region', 'ec2:RunInstances', null, false],
  ])('%s passes: %s in %s: %s', (_what, action, region, expected) => {
    expect(passes({ grants: [lambda] }, action, region)).toBe(expected);
  });

  it('does not bind who is exempt', () => {
    expect(passes({ grants: [lambda] }, 'lambda:GetFunction', 'us-west-2', 'Own')).toBe(true);
  });

  it('is a statement of its own, which does not repeat the long list', () => {
    expect(restrict({ grants: [lambda] })).toEqual([
      expect.objectContaining({ Sid: 'RegionRestriction', NotAction: ['iam:*', 'lambda:*'] }),
      {
        Sid: 'RegionRestriction2',
        Effect: 'Deny',
        Action: ['lambda:*'],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': ['ap-northeast-1', 'us-east-1'] }, ArnNotLike: OWN },
      },
    ]);
  });

  it('of two with the same action has the regions of both', () => {
    const grants = [lambda, { regions: ['us-west-2'], actions: ['lambda:*', 'sns:*'] }];
    expect(passes({ grants }, 'lambda:GetFunction', 'us-east-1')).toBe(true);
    expect(passes({ grants }, 'lambda:GetFunction', 'us-west-2')).toBe(true);
    expect(passes({ grants }, 'sns:Publish', 'us-east-1')).toBe(false);
  });

  it('that another list overlaps takes nothing away from that list', () => {
    const everywhere = ['s3:ListAllMyBuckets'];
    const grants = [
      { regions: ['us-east-1'], actions: ['s3:*'] },
      { regions: ['us-west-2'], actions: ['s3:Get*'] },
    ];
    expect(passes({ everywhere, grants }, 's3:ListAllMyBuckets', 'eu-west-1')).toBe(true);
    expect(passes({ everywhere, grants }, 's3:GetObject', 'us-west-2')).toBe(true);
    expect(passes({ everywhere, grants }, 's3:PutObject', 'us-east-1')).toBe(true);
    expect(passes({ everywhere, grants }, 's3:PutObject', 'us-west-2')).toBe(false);
    expect(passes({ everywhere, grants }, 's3:GetObject', 'eu-west-1')).toBe(false);
  });

  it('of what is allowed anyway makes no statement', () => {
    const grants = [
      { regions: ['us-east-1'], actions: ['iam:GetRole'] },
      { regions: ['ap-northeast-1'], actions: ['lambda:*'] },
    ];
    expect(restrict({ grants })).toEqual(restrict({}));
  });
});

describe('whatever the lists', () => {
  const pattern = fc
    .tuple(
      fc.constantFrom('s3', 'ec2'),
      fc.string({ unit: fc.constantFrom('A', 'b', '*', '?'), minLength: 1, maxLength: 4 }),
    )
    .map((parts) => parts.join(':'));
  const region = fc.constantFrom('ap-northeast-1', 'us-east-1', 'us-west-2', 'eu-west-1');
  const lists = fc.record({
    everywhere: fc.array(pattern, { maxLength: 3 }),
    grants: fc.array(
      fc.record({
        regions: fc.array(region, { minLength: 1, maxLength: 2 }),
        actions: fc.array(pattern, { minLength: 1, maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
  });
  const action = fc
    .tuple(
      fc.constantFrom('s3', 'ec2', 'iam'),
      fc.string({ unit: fc.constantFrom('A', 'b'), minLength: 1, maxLength: 4 }),
    )
    .map((parts) => parts.join(':'));

  it('a call passes exactly when its region is allowed, or a list names it', () => {
    fc.assert(
      fc.property(lists, action, region, ({ everywhere, grants }, call, where) => {
        const isNamed = (actions: readonly string[]) => actions.some((one) => covers(one, call));
        const expected =
          ALLOWED.includes(where) ||
          isNamed(everywhere) ||
          grants.some(({ regions, actions }) => regions.includes(where) && isNamed(actions));
        expect(passes({ everywhere, grants }, call, where)).toBe(expected);
      }),
      { numRuns: 5_000 },
    );
  });
});
