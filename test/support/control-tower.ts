// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { awsOf, clientConfig, letDeliver } from './aws.ts';
import type { TestSandbox } from './sandbox.ts';

/** What AWS Control Tower leaves in an organization: names and kinds as its user guide lists them. */
export const CONTROL_TOWER = {
  service: 'controltower.amazonaws.com',
  executionRole: 'AWSControlTowerExecution',
  administrationRole: 'AWSControlTowerStackSetRole',
  configStackSet: 'AWSControlTowerBP-BASELINE-CONFIG',
  rolesStackSet: 'AWSControlTowerBP-BASELINE-ROLES',
  recorder: 'aws-controltower-BaselineConfigRecorder',
  trail: 'aws-controltower-BaselineCloudTrail',
  policy: 'aws-guardrails-AbCdEf',
} as const;

export interface Landing {
  readonly management: string;
  /** Account of Control Tower's log archive, which has its bucket. */
  readonly log: string;
  /** Accounts that are enrolled. */
  readonly enrolled: readonly string[];
  readonly region: string;
}

/** A landing zone as Control Tower sets it up, before Metsuke comes. */
export async function setUpControlTower(sandbox: TestSandbox, landing: Landing): Promise<void> {
  const { management } = landing;
  const { organizations } = awsOf(sandbox, management);
  await organizations.enableAWSServiceAccess({ ServicePrincipal: CONTROL_TOWER.service });
  await makeRoles(sandbox, landing);
  await makeBucket(sandbox, landing);
  await deployStackSet(sandbox, landing, CONTROL_TOWER.rolesStackSet, rolesTemplate());
  await deployStackSet(sandbox, landing, CONTROL_TOWER.configStackSet, recorderTemplate(bucketOf(landing)));
  await makeTrail(sandbox, landing);
  await attachControls(sandbox, landing);
}

const bucketOf = ({ log, region }: Landing) => `aws-controltower-logs-${log}-${region}`;

function trust(principal: object): string {
  const Statement = [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

async function makeRoles(sandbox: TestSandbox, { management, enrolled }: Landing): Promise<void> {
  const { administrationRole, executionRole } = CONTROL_TOWER;
  const { iam } = awsOf(sandbox, management);
  const service = trust({ Service: 'cloudformation.amazonaws.com' });
  await iam.createRole({ RoleName: administrationRole, Path: '/service-role/', AssumeRolePolicyDocument: service });
  const assume = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `arn:aws:iam::*:role/${executionRole}` }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: assume });
  await iam.putRolePolicy({ RoleName: administrationRole, PolicyName: 'assume', PolicyDocument });
  for (const account of enrolled) {
    const { iam: theirs } = awsOf(sandbox, account);
    const AssumeRolePolicyDocument = trust({ AWS: `arn:aws:iam::${management}:root` });
    await theirs.createRole({ RoleName: executionRole, AssumeRolePolicyDocument });
    await theirs.putRolePolicy({ RoleName: executionRole, PolicyName: 'everything', PolicyDocument: EVERYTHING });
    await theirs.createServiceLinkedRole({ AWSServiceName: 'config.amazonaws.com' });
  }
}

async function makeBucket(sandbox: TestSandbox, landing: Landing): Promise<void> {
  const { s3 } = awsOf(sandbox, landing.log, landing.region);
  const Bucket = bucketOf(landing);
  await s3.createBucket({
    Bucket,
    CreateBucketConfiguration: { LocationConstraint: landing.region as 'ap-northeast-1' },
  });
  await letDeliver(s3, Bucket, 'config', 'cloudtrail');
}

async function deployStackSet(sandbox: TestSandbox, landing: Landing, name: string, template: object): Promise<void> {
  const cloudFormation = new CloudFormation(clientConfig(sandbox, landing.management, landing.region));
  await cloudFormation.createStackSet({
    StackSetName: name,
    TemplateBody: JSON.stringify(template),
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    AdministrationRoleARN: `arn:aws:iam::${landing.management}:role/service-role/${CONTROL_TOWER.administrationRole}`,
    ExecutionRoleName: CONTROL_TOWER.executionRole,
  });
  const { OperationId } = await cloudFormation.createStackInstances({
    StackSetName: name,
    Accounts: [...landing.enrolled],
    Regions: [landing.region],
  });
  const status = await ended(cloudFormation, name, OperationId);
  if (status !== 'SUCCEEDED') throw new Error(`${name}: ${status}`);
}

/** Another version of what Control Tower's stack set deploys, as it does when a landing zone is updated. */
export async function updateRecorders(sandbox: TestSandbox, landing: Landing): Promise<string | undefined> {
  const cloudFormation = new CloudFormation(clientConfig(sandbox, landing.management, landing.region));
  const StackSetName = CONTROL_TOWER.configStackSet;
  const template = recorderTemplate(bucketOf(landing), 'Six_Hours');
  const TemplateBody = JSON.stringify(template);
  const { OperationId } = await cloudFormation.updateStackSet({
    StackSetName,
    TemplateBody,
    Capabilities: ['CAPABILITY_NAMED_IAM'],
  });
  return ended(cloudFormation, StackSetName, OperationId);
}

async function ended(
  cloudFormation: CloudFormation,
  StackSetName: string,
  OperationId = '',
): Promise<string | undefined> {
  for (;;) {
    const { StackSetOperation: found } = await cloudFormation.describeStackSetOperation({ StackSetName, OperationId });
    if (found?.Status !== 'RUNNING' && found?.Status !== 'QUEUED') return found?.Status;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function rolesTemplate(): object {
  const AssumeRolePolicyDocument = JSON.parse(trust({ Service: 'lambda.amazonaws.com' }));
  return {
    Resources: {
      Forwarder: {
        Type: 'AWS::IAM::Role',
        Properties: { RoleName: 'aws-controltower-ForwardSnsNotificationRole', AssumeRolePolicyDocument },
      },
    },
  };
}

function recorderTemplate(bucket: string, DeliveryFrequency = 'TwentyFour_Hours'): object {
  return {
    Resources: {
      Recorder: {
        Type: 'AWS::Config::ConfigurationRecorder',
        Properties: {
          Name: CONTROL_TOWER.recorder,
          RoleARN: {
            'Fn::Sub':
              'arn:aws:iam::${AWS::AccountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
          },
          RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true },
        },
      },
      Channel: {
        Type: 'AWS::Config::DeliveryChannel',
        Properties: {
          Name: 'aws-controltower-BaselineConfigDeliveryChannel',
          S3BucketName: bucket,
          ConfigSnapshotDeliveryProperties: { DeliveryFrequency },
        },
      },
    },
  };
}

async function makeTrail(sandbox: TestSandbox, landing: Landing): Promise<void> {
  const trails = new CloudTrail(clientConfig(sandbox, landing.management, landing.region));
  const { organizations } = awsOf(sandbox, landing.management);
  await organizations.enableAWSServiceAccess({ ServicePrincipal: 'cloudtrail.amazonaws.com' });
  const Name = CONTROL_TOWER.trail;
  const S3BucketName = bucketOf(landing);
  await trails.createTrail({ Name, S3BucketName, IsOrganizationTrail: true, IsMultiRegionTrail: true });
  await trails.startLogging({ Name });
}

/** Its mandatory controls: nobody but its role changes what is its own. */
async function attachControls(sandbox: TestSandbox, { management }: Landing): Promise<void> {
  const { organizations } = awsOf(sandbox, management);
  const { Roots = [] } = await organizations.listRoots({});
  const root = Roots[0]?.Id ?? '';
  await organizations.enablePolicyType({ RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' });
  const { OrganizationalUnits = [] } = await organizations.listOrganizationalUnitsForParent({ ParentId: root });
  const Statement = [
    {
      Sid: 'GRCONFIGENABLED',
      Effect: 'Deny',
      Action: [
        'config:DeleteConfigurationRecorder',
        'config:DeleteDeliveryChannel',
        'config:StopConfigurationRecorder',
      ],
      Resource: '*',
      Condition: { ArnNotLike: { 'aws:PrincipalARN': `arn:*:iam::*:role/${CONTROL_TOWER.executionRole}` } },
    },
  ];
  const { Policy } = await organizations.createPolicy({
    Name: CONTROL_TOWER.policy,
    Description: 'Controls of AWS Control Tower',
    Type: 'SERVICE_CONTROL_POLICY',
    Content: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  for (const { Id } of OrganizationalUnits) {
    await organizations.attachPolicy({ PolicyId: Policy?.PolicySummary?.Id, TargetId: Id });
  }
}
