import { describe, expect, it } from 'vitest';
import { askReport } from '../../../test/support/ask-report.ts';
import { asRole, type Changes, call } from '../../../test/support/events.ts';
import { events } from '../../../test/support/report-examples.ts';
import { changeLog } from './report.ts';

async function rowOf(changes: Changes, ...before: readonly ReturnType<typeof call>[]) {
  const change = call('ec2', 'TerminateInstances', changes);
  const { columns, rows } = await askReport(changeLog, events(...before, change));
  return (name: string) => rows.map((row) => row[columns.indexOf(name)]);
}

describe('the way of a change', () => {
  it.each([
    ['CLI', { userAgent: 'aws-cli/2.31.0 md/awscrt#0.28' }],
    ['CloudShell', { userAgent: 'aws-cli/2.31.0 exec-env/CloudShell' }],
    ['console', { userAgent: 'AWS Internal', sessionCredentialFromConsole: 'true' }],
    ['console', { userAgent: 'console.ec2.amazonaws.com' }],
    [
      'Terraform',
      { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.13.3 (+https://www.terraform.io) aws-sdk-go-v2/1.39' },
    ],
    ['OpenTofu', { userAgent: 'APN/1.0 OpenTofu/1.10.6 terraform-provider-aws/6.0' }],
    [
      'CloudFormation',
      { userAgent: 'cloudformation.amazonaws.com', userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } },
    ],
    ['CDK', { userAgent: 'aws-sdk-js/3.900.0 cdk-cli/2.1030.0 aws-cdk' }],
    ['rds.amazonaws.com', { userIdentity: { invokedBy: 'rds.amazonaws.com' } }],
    ['program', { userAgent: 'Boto3/1.40.5 md/Botocore#1.40.5' }],
    ['unknown', { userAgent: undefined }],
  ] as const)('%s: %j', async (way, changes) => {
    expect((await rowOf(changes))('way')).toEqual([way]);
  });
});

describe('the ticket of a change', () => {
  const session = (request: Changes, name = 'AssumeRole') =>
    call('sts', name, {
      eventID: '8d1cb37c-0c63-4c1f-9f6e-000000000009',
      readOnly: true,
      requestParameters: { roleArn: 'arn:aws:iam::111111111111:role/deploy', roleSessionName: 's', ...request },
      responseElements: { credentials: { accessKeyId: 'ASIAEXAMPLE', expiration: 'x' } },
    });
  const inSession = { userIdentity: asRole('deploy') };

  it.each([
    [
      'a tag of the session',
      session({
        tags: [
          { key: 'Team', value: 'a' },
          { key: 'Ticket', value: 'CHG-7' },
        ] as never,
      }),
      'CHG-7',
    ],
    [
      'a tag of a federated session',
      session({ principalTags: { Team: 'a', ticket: 'CHG-8' } }, 'AssumeRoleWithSAML'),
      'CHG-8',
    ],
    ['the source identity', session({ sourceIdentity: 'hanako' }), 'hanako'],
    ['neither', session({ tags: [{ key: 'Team', value: 'a' }] as never }), null],
  ] as const)('is %s', async (_what, before, ticket) => {
    expect((await rowOf(inSession, before))('ticket')).toEqual([ticket]);
  });

  it('is unknown of a session that began before the period, and of keys that live for long', async () => {
    expect((await rowOf(inSession))('ticket')).toEqual([null]);
    expect((await rowOf({}, session({ sourceIdentity: 'hanako' })))('ticket')).toEqual([null]);
  });

  it('of a role that two accounts record is told once', async () => {
    const twice = session({ sourceIdentity: 'hanako' });
    const other = { ...twice, eventID: '8d1cb37c-0c63-4c1f-9f6e-00000000000a' };
    expect((await rowOf(inSession, twice, other))('calls')).toEqual([1]);
  });
});
