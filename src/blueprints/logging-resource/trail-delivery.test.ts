import { describe, expect, it } from 'vitest';
import { policyOf } from '../../../test/support/cloudformation.ts';
import {
  deployBlueprint,
  FOREIGN,
  FOREIGN_ORGANIZATION,
  HOME_REGION,
  LOG,
  MANAGEMENT,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { decide } from '../../../test/support/simulate.ts';
import { trailArchive } from '../trail-archive/blueprint.ts';
import { loggingResource } from './blueprint.ts';

const trailOf = (account: string, name = 'aws-organizations-trail', region = HOME_REGION) =>
  `arn:aws:cloudtrail:${region}:${account}:trail/${name}`;
const OTHER = trailOf(MANAGEMENT, 'older-trail');

interface Case {
  readonly what: string;
  readonly mode: 'ORGANIZATION' | 'ACCOUNT' | 'OFF';
  readonly trail: string;
  readonly organization?: string;
  readonly otherTrails?: readonly string[];
  readonly verdict: string;
}

const CASES: readonly Case[] = [
  { what: 'the trail of the organization', mode: 'ORGANIZATION', trail: trailOf(MANAGEMENT), verdict: 'allowed' },
  { what: 'a trail of that name in a member', mode: 'ORGANIZATION', trail: trailOf(MEMBER), verdict: 'denied' },
  { what: 'another trail of the management account', mode: 'ORGANIZATION', trail: OTHER, verdict: 'denied' },
  {
    what: 'another trail that the configuration names',
    mode: 'ORGANIZATION',
    trail: OTHER,
    otherTrails: [OTHER],
    verdict: 'allowed',
  },
  {
    what: 'our trail of another region',
    mode: 'ORGANIZATION',
    trail: trailOf(MANAGEMENT, 'aws-organizations-trail', 'us-east-1'),
    verdict: 'denied',
  },
  { what: "a member's trail", mode: 'ACCOUNT', trail: trailOf(MEMBER), verdict: 'allowed' },
  { what: "a member's trail of another name", mode: 'ACCOUNT', trail: trailOf(MEMBER, 'mine'), verdict: 'denied' },
  {
    what: 'a trail of our name in a foreign organization',
    mode: 'ACCOUNT',
    trail: trailOf(FOREIGN),
    organization: FOREIGN_ORGANIZATION,
    verdict: 'denied',
  },
  { what: 'any trail of the organization, as in the article', mode: 'OFF', trail: OTHER, verdict: 'allowed' },
  {
    what: 'a trail of a foreign organization',
    mode: 'OFF',
    trail: trailOf(FOREIGN),
    organization: FOREIGN_ORGANIZATION,
    verdict: 'denied',
  },
];

const BUCKETS = [
  { name: 'the log archive', kind: 'logs', blueprint: loggingResource, policy: 'S3AuditBucketPolicy', locked: false },
  { name: 'the locked archive', kind: 'trail', blueprint: trailArchive, policy: 'TrailBucketPolicy', locked: true },
];

describe.each(BUCKETS)('who delivers log files into $name', ({ kind, blueprint, policy, locked }) => {
  const write = (row: Case, context: Readonly<Record<string, string>> = {}) => {
    const cloudTrail = { mode: row.mode, otherTrails: row.otherTrails ?? [], objectLock: { enabled: locked } };
    const request = {
      principal: 'cloudtrail.amazonaws.com',
      action: 's3:PutObject',
      resource: `arn:aws:s3:::aws-organizations-${kind}-${LOG}-${HOME_REGION}/${ORGANIZATION}/AWSLogs/${ORGANIZATION}/${MEMBER}/CloudTrail/x.json.gz`,
      owner: LOG,
      context: {
        'aws:SecureTransport': 'true',
        's3:x-amz-acl': 'bucket-owner-full-control',
        'aws:SourceArn': row.trail,
        'aws:SourceAccount': row.trail.split(':')[4] ?? '',
        'aws:SourceOrgID': row.organization ?? ORGANIZATION,
        ...context,
      },
    };
    return decide(request, { resource: policyOf(deployBlueprint(blueprint, { cloudTrail }), policy) });
  };

  it.each(CASES)('$mode: $what: $verdict', async (row) => {
    expect(await write(row)).toBe(row.verdict);
  });

  it.each([
    { what: 'over plain HTTP', context: { 'aws:SecureTransport': 'false' }, verdict: 'forbidden' },
    { what: 'keeping the object to itself', context: { 's3:x-amz-acl': 'private' }, verdict: 'denied' },
  ])('our trail, $what: $verdict', async ({ context, verdict }) => {
    expect(await write({ what: '', mode: 'ORGANIZATION', trail: trailOf(MANAGEMENT), verdict }, context)).toBe(verdict);
  });
});

it('nobody but CloudTrail delivers into the locked archive', async () => {
  const deployed = deployBlueprint(trailArchive, { cloudTrail: { objectLock: { enabled: true } } });
  const request = {
    principal: 'config.amazonaws.com',
    action: 's3:PutObject',
    resource: `arn:aws:s3:::aws-organizations-trail-${LOG}-${HOME_REGION}/${ORGANIZATION}/AWSLogs/${MEMBER}/Config/x.json.gz`,
    owner: LOG,
    context: {
      'aws:SecureTransport': 'true',
      's3:x-amz-acl': 'bucket-owner-full-control',
      'aws:SourceOrgID': ORGANIZATION,
    },
  };
  expect(await decide(request, { resource: policyOf(deployed, 'TrailBucketPolicy') })).toBe('denied');
});
