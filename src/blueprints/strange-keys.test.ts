import { describe, expect, it } from 'vitest';
import { policyOf } from '../../test/support/cloudformation.ts';
import { deployBlueprint, HOME_REGION, LOG, MEMBER, ORGANIZATION } from '../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../test/support/simulate.ts';
import { guardDutyExport } from '../capabilities/guard-duty/blueprint.ts';
import { logArchiveRegions } from './log-archive-regions/blueprint.ts';
import { loggingResource } from './logging-resource/blueprint.ts';
import { trailArchive } from './trail-archive/blueprint.ts';

const LOCKED = { cloudTrail: { objectLock: { enabled: true } } };
const BUCKETS = [
  ['the log archive', 'logs', loggingResource, 'S3AuditBucketPolicy', {}],
  ['its access log', 's3-access-logs', loggingResource, 'S3LoggingBucketPolicy', {}],
  ['the log archive of another region', 'logs', logArchiveRegions, 'LogBucketPolicy', {}],
  ['the bucket of the trail', 'trail', trailArchive, 'TrailBucketPolicy', LOCKED],
  ['the bucket of findings', 'guardduty', guardDutyExport, 'FindingsBucketPolicy', {}],
] as const;

const HOSTILE = [
  '../x',
  `${ORGANIZATION}/AWSLogs/${MEMBER}/../../x`,
  `${ORGANIZATION}/AWSLogs/${MEMBER}/CloudWatchLogs-Stream/../../${LOG}/CloudTrail/x.gz`,
  './x',
  'a/./x',
  '/x',
  'a//x',
  '.metsuke/etags/x.json',
  'a/.metsuke/x',
  'a/..',
  'a/.',
];
const LEGITIMATE = [
  `${ORGANIZATION}/AWSLogs/${ORGANIZATION}/${MEMBER}/CloudTrail/${HOME_REGION}/2026/10/01/x_AAAAAAAAAAAAAAAA.json.gz`,
  `${ORGANIZATION}/AWSLogs/${MEMBER}/Config/${HOME_REGION}/2026/9/3/ConfigHistory/x_AWS::EC2::Instance_1.json.gz`,
  `${ORGANIZATION}/AWSLogs/${MEMBER}/CloudWatchLogs/${HOME_REGION}/2026/10/01/var/log/a..b/1/.hidden/000000.gz`,
  `session-logs/${MEMBER}/${HOME_REGION}/admin-0123.log`,
  'ssm-inventory/AWS:Application/accountid=111111111111/region=us-east-1/i-0.json',
  '2026-10-01-00-00-00-0123456789ABCDEF',
];

describe.each(BUCKETS)('%s', (_what, kind, blueprint, policy, config) => {
  const resource = policyOf(deployBlueprint(blueprint, config), policy);
  const ask = (key: string) => {
    const principal = `arn:aws:iam::${LOG}:role/Admin`;
    return decide(
      {
        principal,
        action: 's3:PutObject',
        resource: `arn:aws:s3:::aws-organizations-${kind}-${LOG}-${HOME_REGION}/${key}`,
        owner: LOG,
        context: { 'aws:SecureTransport': 'true', 'aws:PrincipalArn': principal, 'aws:PrincipalAccount': LOG },
      },
      { resource, identity: [ADMINISTRATOR_ACCESS] },
    );
  };

  it.each(HOSTILE)('takes no object %s, not even of an administrator', async (key) => {
    expect(await ask(key)).toBe('forbidden');
  });

  it.each(LEGITIMATE)('does not refuse %s', async (key) => {
    expect(await ask(key)).not.toBe('forbidden');
  });
});
