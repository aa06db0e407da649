import { CloudFormation, type StackInstanceSummary } from '@aws-sdk/client-cloudformation';
import { ConfigService } from '@aws-sdk/client-config-service';
import { IAM } from '@aws-sdk/client-iam';
import { Organizations } from '@aws-sdk/client-organizations';
import { S3 } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';
import { SSM } from '@aws-sdk/client-ssm';
import type { TestSandbox } from './sandbox.ts';

/** For a client of any service. */
export function clientConfig(sandbox: TestSandbox, account: string, region = 'ap-northeast-1') {
  const environment = sandbox.environmentOf(account);
  return {
    region,
    endpoint: sandbox.endpoint,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID,
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
    },
  };
}

/** Plain clients of one account: what exists is read back without a line of our own adapters. */
export function awsOf(sandbox: TestSandbox, account: string, region = 'ap-northeast-1') {
  const config = clientConfig(sandbox, account, region);
  return {
    cloudFormation: new CloudFormation(config),
    config: new ConfigService(config),
    iam: new IAM(config),
    organizations: new Organizations(config),
    s3: new S3({ ...config, forcePathStyle: true }),
    sns: new SNS(config),
    ssm: new SSM(config),
  };
}

/** `name → last change` of the stacks of an account, for comparing a before with an after. */
export async function stacksIn(sandbox: TestSandbox, account: string, region?: string) {
  const { Stacks = [] } = await awsOf(sandbox, account, region).cloudFormation.describeStacks({});
  return Stacks.map(({ StackName = '', StackStatus, LastUpdatedTime, CreationTime }) => ({
    // the name of a stack instance's stack ends in a random id
    name: StackName.replace(/^StackSet-(.+)-[0-9a-f]{8}-.*$/, '$1'),
    status: StackStatus,
    changed: String(LastUpdatedTime ?? CreationTime),
  })).sort((a, b) => a.name.localeCompare(b.name));
}

export async function stackSetNames(sandbox: TestSandbox): Promise<readonly string[]> {
  const { Summaries = [] } = await awsOf(sandbox, sandbox.managementAccountId).cloudFormation.listStackSets({
    Status: 'ACTIVE',
  });
  return Summaries.map(({ StackSetName = '' }) => StackSetName).sort();
}

export async function instancesOf(sandbox: TestSandbox, stackSet: string): Promise<readonly StackInstanceSummary[]> {
  const { cloudFormation } = awsOf(sandbox, sandbox.managementAccountId);
  const { Summaries = [] } = await cloudFormation.listStackInstances({ StackSetName: stackSet });
  return Summaries;
}

/** Operations of all stack sets that CloudFormation still works on. */
export async function unfinishedOperations(sandbox: TestSandbox): Promise<readonly string[]> {
  const { cloudFormation } = awsOf(sandbox, sandbox.managementAccountId);
  const ofAll = (await stackSetNames(sandbox)).map(async (name) => {
    const { Summaries = [] } = await cloudFormation.listStackSetOperations({ StackSetName: name });
    return Summaries.filter(({ Status }) => ['QUEUED', 'RUNNING', 'STOPPING'].includes(Status ?? '')).map(
      ({ Action, Status }) => `${name} ${Action} ${Status}`,
    );
  });
  return (await Promise.all(ofAll)).flat();
}

export async function roleNames(sandbox: TestSandbox, account: string): Promise<readonly string[]> {
  const { Roles = [] } = await awsOf(sandbox, account).iam.listRoles({});
  return Roles.map(({ RoleName = '' }) => RoleName).sort();
}

export async function leases(sandbox: TestSandbox): Promise<readonly string[]> {
  const { ssm } = awsOf(sandbox, sandbox.managementAccountId);
  const { Parameters = [] } = await ssm.getParametersByPath({ Path: '/metsuke', Recursive: true });
  return Parameters.map(({ Name = '' }) => Name);
}

/** Services look at the policy of a bucket before they deliver into it. */
export async function letDeliver(s3: S3, bucket: string, ...services: readonly string[]): Promise<void> {
  const Statement = [
    {
      Effect: 'Allow',
      Principal: { Service: services.map((name) => `${name}.amazonaws.com`) },
      Action: ['s3:GetBucketAcl', 's3:ListBucket', 's3:PutObject'],
      Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    },
  ];
  await s3.putBucketPolicy({ Bucket: bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
}
