import { describe, expect, it } from 'vitest';
import { policyOf } from '../../../test/support/cloudformation.ts';
import {
  AUDIT,
  deployBlueprint,
  FOREIGN,
  FOREIGN_ORGANIZATION,
  HOME_REGION,
  LOG,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { loggingResource } from './blueprint.ts';

const BUCKET = `arn:aws:s3:::aws-organizations-logs-${LOG}-${HOME_REGION}`;
const resource = policyOf(
  deployBlueprint(loggingResource, { machineImages: { enabled: true } }),
  'S3AuditBucketPolicy',
);

function put(
  role: string,
  { account = AUDIT, organization = ORGANIZATION, key = `${ORGANIZATION}/image-builder/a.log` } = {},
) {
  return {
    principal: `arn:aws:sts::${account}:assumed-role/${role}/i-0123456789abcdef0`,
    action: 's3:PutObject',
    resource: `${BUCKET}/${key}`,
    owner: LOG,
    context: {
      'aws:PrincipalArn': `arn:aws:iam::${account}:role/${role}`,
      'aws:PrincipalOrgID': organization,
      'aws:SecureTransport': 'true',
    },
  };
}

describe('logs of image builds', () => {
  it.each([
    ['a build instance of the image account', put('aws-organizations-ImageBuild'), 'allowed'],
    ['another role', put('Developer'), 'denied'],
    [
      'elsewhere in the archive',
      put('aws-organizations-ImageBuild', { key: `${ORGANIZATION}/AWSLogs/a.log` }),
      'denied',
    ],
    [
      'a role of that name in a foreign organization',
      put('aws-organizations-ImageBuild', { account: FOREIGN, organization: FOREIGN_ORGANIZATION }),
      'denied',
    ],
  ] as const)('%s: %s', async (_name, request, verdict) => {
    expect(await decide(request, { resource, identity: [ADMINISTRATOR_ACCESS] })).toBe(verdict);
  });

  it('have no way in while no images are built', () => {
    expect(JSON.stringify(policyOf(deployBlueprint(loggingResource), 'S3AuditBucketPolicy'))).not.toContain(
      'image-builder',
    );
  });
});
