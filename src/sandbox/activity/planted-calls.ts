import { makePerson, makeWorkload } from './actors.ts';
import { type CallInput, makeCall } from './event.ts';
import { GLOBAL_REGION } from './place.ts';
import type { Planted, Scene } from './plant.ts';

/** Reports that must tell of a call, beside those that tell of it on ordinary days; the call and what it asks for. */
type Row = readonly [reports: readonly string[], service: string, name: string, request?: unknown];

/** One call for each report that lists calls by their names. */
const CALLS: readonly Row[] = [
  [
    ['root-sessions'],
    'sts',
    'AssumeRoot',
    {
      targetPrincipal: '222222222222',
      taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials' },
    },
  ],
  [['temporary-credentials-made'], 'sts', 'GetFederationToken', { name: 'bob', policy: '{}' }],
  [['password-policy-changes'], 'iam', 'DeleteAccountPasswordPolicy'],
  [['console-passwords'], 'iam', 'UpdateLoginProfile', { userName: 'contractor' }],
  [['identities-removed'], 'iam', 'DeleteUser', { userName: 'contractor' }],
  [
    ['access-keys-changed'],
    'iam',
    'UpdateAccessKey',
    { userName: 'contractor', accessKeyId: 'AKIAEXAMPLE', status: 'Active' },
  ],
  [['identity-providers'], 'iam', 'CreateSAMLProvider', { name: 'okta' }],
  [['roles-anywhere'], 'rolesanywhere', 'CreateTrustAnchor', { name: 'ca', enabled: true }],
  [
    ['identity-center-changes', 'admin-group-additions'],
    'sso',
    'CreateAccountAssignment',
    { principalId: 'user-1', permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', targetId: '222222222222' },
  ],
  [
    ['mfa-devices-added'],
    'iam',
    'EnableMFADevice',
    { userName: 'contractor', serialNumber: 'arn:aws:iam::111111111111:mfa/jiro' },
  ],
  [['roles-created'], 'iam', 'CreateRole', { roleName: 'app-server', assumeRolePolicyDocument: '{}' }],
  [['permission-boundaries'], 'iam', 'DeleteRolePermissionsBoundary', { roleName: 'app-server' }],
  [['account-settings'], 'account', 'EnableRegion', { RegionName: 'me-south-1' }],
  [[], 'secretsmanager', 'DeleteSecret', { secretId: 'prod/database', forceDeleteWithoutRecovery: true }],
  [['kms-key-access'], 'kms', 'PutKeyPolicy', { keyId: 'key-1', policyName: 'default' }],
  [
    ['backups-deleted'],
    'backup',
    'DeleteRecoveryPoint',
    { backupVaultName: 'daily', recoveryPointArn: 'arn:aws:backup:ap-northeast-1:111111111111:recovery-point:1' },
  ],
  [['backup-plans-weakened'], 'backup', 'DeleteBackupPlan', { backupPlanId: 'p-1' }],
  [['databases-deleted'], 'rds', 'DeleteDBInstance', { dBInstanceIdentifier: 'orders', skipFinalSnapshot: true }],
  [
    ['deletion-protection-removed'],
    'rds',
    'ModifyDBInstance',
    { dBInstanceIdentifier: 'orders', deletionProtection: false },
  ],
  [['databases-made-public'], 'rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders', publiclyAccessible: true }],
  [
    ['databases-copied'],
    'rds',
    'StartExportTask',
    { sourceArn: 'arn:aws:rds:ap-northeast-1:111111111111:snapshot:s', s3BucketName: 'app-artifacts' },
  ],
  [
    ['database-access'],
    'rds',
    'AddRoleToDBInstance',
    { dBInstanceIdentifier: 'orders', roleArn: 'arn:aws:iam::111111111111:role/r', featureName: 's3Export' },
  ],
  [['database-interruptions'], 'rds', 'FailoverDBCluster', { dBClusterIdentifier: 'orders' }],
  [
    ['bucket-protection-removed'],
    's3',
    'PutBucketVersioning',
    { bucketName: 'app-artifacts', VersioningConfiguration: { Status: 'Suspended' } },
  ],
  [['encryption-removed'], 'ec2', 'DisableEbsEncryptionByDefault', { DisableEbsEncryptionByDefaultRequest: '' }],
  [
    ['objects-rewritten'],
    's3',
    'CopyObject',
    { bucketName: 'app-artifacts', key: 'k', 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
  ],
  [['disks-copied'], 'ec2', 'CreateImage', { instanceId: 'i-1', name: 'copy' }],
  [
    ['resources-shared'],
    'ram',
    'CreateResourceShare',
    { name: 'partners', principals: ['999999999999'], allowExternalPrincipals: true },
  ],
  [['log-groups-changed'], 'logs', 'DeleteLogGroup', { logGroupName: '/aws/lambda/order-api' }],
  [['service-logs-stopped'], 'route53resolver', 'DeleteResolverQueryLogConfig', { resolverQueryLogConfigId: 'rqlc-1' }],
  [['alarms-silenced'], 'monitoring', 'DeleteAlarms', { alarmNames: ['errors'] }],
  [['findings-hidden'], 'guardduty', 'CreateFilter', { detectorId: 'd-1', name: 'order-api', action: 'ARCHIVE' }],
  [
    ['traffic-mirroring'],
    'ec2',
    'CreateTrafficMirrorSession',
    { CreateTrafficMirrorSessionRequest: { NetworkInterfaceId: 'eni-1' } },
  ],
  [
    ['firewalls-removed'],
    'wafv2',
    'DisassociateWebACL',
    { resourceArn: 'arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:loadbalancer/app/a/1' },
  ],
  [['dns-changes'], 'route53', 'ChangeResourceRecordSets', { hostedZoneId: 'Z1' }],
  [['network-connections'], 'ec2', 'CreateVpnConnection', { vpnGatewayId: 'vgw-1', customerGatewayId: 'cgw-1' }],
  [['commands-run'], 'ssm', 'SendCommand', { instanceIds: ['i-1', 'i-2'], documentName: 'AWS-RunShellScript' }],
  [['session-settings'], 'ssm', 'UpdateDocument', { name: 'SSM-SessionManagerRunShell' }],
  [['user-data'], 'ec2', 'DescribeInstanceAttribute', { instanceId: 'i-1', attribute: 'userData' }],
  [
    [],
    'ec2',
    'RunInstances',
    { instanceType: 'p3.2xlarge', instancesSet: { items: [{ imageId: 'ami-1', minCount: 1, maxCount: 10 }] } },
  ],
  [[], 'ec2', 'TerminateInstances', { instancesSet: { items: [{ instanceId: 'i-1' }] } }],
  [
    ['instance-access'],
    'ec2',
    'AssociateIamInstanceProfile',
    { AssociateIamInstanceProfileRequest: { InstanceId: 'i-1', IamInstanceProfile: { Name: 'app' } } },
  ],
  [[], 'lambda', 'UpdateFunctionCode20150331v2', { functionName: 'order-api' }],
  [
    ['lambda-access'],
    'lambda',
    'AddPermission20150331v2',
    { functionName: 'order-api', principal: '*', action: 'lambda:InvokeFunction' },
  ],
  [['container-images'], 'ecr', 'PutImage', { repositoryName: 'app-server', imageTag: 'latest' }],
  [
    ['cluster-access'],
    'eks',
    'AssociateAccessPolicy',
    {
      name: 'orders',
      principalArn: 'arn:aws:iam::111111111111:role/r',
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
    },
  ],
  [['model-safeguards'], 'bedrock', 'DeleteGuardrail', { guardrailIdentifier: 'g-1' }],
  [['pipelines-changed'], 'codebuild', 'UpdateProject', { name: 'app' }],
  [['stacks-changed'], 'cloudformation', 'DeleteStack', { stackName: 'partners' }],
  [
    ['limits-and-purchases'],
    'servicequotas',
    'RequestServiceQuotaIncrease',
    { serviceCode: 'ec2', quotaCode: 'L-1', desiredValue: 500 },
  ],
  [[], 'secretsmanager', 'GetSecretValue', { secretId: 'prod/database' }],
  [['windows-passwords-read'], 'ec2', 'GetPasswordData', { instanceId: 'i-1' }],
  [['model-use'], 'bedrock', 'InvokeModel', { modelId: 'example.model' }],
  [['mail-sending-probed'], 'ses', 'GetSendQuota'],
  [['objects-deleted'], 's3', 'DeleteBucket', { bucketName: 'app-artifacts' }],
  [
    ['keys-exposed', 'iam-policy-changes'],
    'iam',
    'AttachUserPolicy',
    { userName: 'contractor', policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3' },
  ],
  [
    ['governance-disturbed', 'stacks-changed'],
    'cloudformation',
    'DeleteStackInstances',
    { stackSetName: 'AWSOrganizations-ConfigRules' },
  ],
  [['caller-identity-checks'], 'sts', 'GetCallerIdentity'],
  [[], 'sts', 'AssumeRoleWithSAML', { roleArn: 'arn:aws:iam::111111111111:role/deploy' }],
];

const GLOBAL_SERVICES = new Set(['account', 'iam', 'route53']);

/** An attacker with the rights of an administrator goes through the services, on one afternoon. */
export function plantCalls(scene: Scene): readonly Planted[] {
  const { random, plan } = scene;
  const account = scene.account('prod').id;
  const attacker = makePerson('kenji', account, 'AdministratorAccess');
  const place = (minute: number): Pick<CallInput, 'account' | 'region' | 'time'> => ({
    account,
    region: plan.homeRegion,
    time: scene.at(22, 13 + Math.floor(minute / 60), minute % 60),
  });
  const calls = CALLS.map(([reports, service, name, request], minute) => {
    const region = GLOBAL_SERVICES.has(service) ? GLOBAL_REGION : plan.homeRegion;
    return { reports, event: makeCall({ ...place(minute), region, actor: attacker, service, name, request }, random) };
  });
  const stolen = makeWorkload('app-server', 'i-0f1e2d3c4b5a69788', account, '198.51.100.201');
  const endpoint = {
    eventType: 'AwsVpceEvent',
    eventCategory: 'NetworkActivity',
    vpcEndpointId: `vpce-0${random.hex(16)}`,
    vpcEndpointAccountId: account,
  };
  return [
    ...calls,
    {
      reports: ['instance-credentials-elsewhere'],
      event: makeCall({ ...place(100), actor: stolen, service: 's3', name: 'ListBuckets' }, random),
    },
    {
      reports: ['vpc-endpoint-activity', 'instance-credentials-elsewhere'],
      event: makeCall({ ...place(101), actor: stolen, service: 's3', name: 'GetObject', more: endpoint }, random),
    },
    {
      reports: ['identity-center-sign-ins'],
      event: makeCall(
        {
          ...place(102),
          actor: attacker,
          service: 'signin',
          name: 'UserAuthentication',
          more: { eventType: 'AwsServiceEvent', serviceEventDetails: { UserAuthentication: 'Success' } },
        },
        random,
      ),
    },
  ];
}
