/** One thing that the CIS AWS Foundations Benchmark (section 4) wants to be alarmed about. */
export interface Detection {
  /** Its number in the benchmark. */
  readonly cis: string;
  /** Ends the names of its metric filter, its metric and its alarm. */
  readonly id: string;
  /** What happened, for the alarm's description. */
  readonly title: string;
  /** In CloudWatch Logs' filter syntax for JSON. */
  readonly pattern: string;
  /** Events within five minutes that make an alarm; 1 when absent. */
  readonly threshold?: number;
}

/** Who looks around is refused often; that of a program with a typing error is no alarm. */
const REFUSALS = 10;
/** Everybody mistypes a password once. */
const MISTAKES = 3;

export const DETECTIONS: readonly Detection[] = [
  {
    cis: '4.1',
    id: 'unauthorized-calls',
    title: 'Many API calls were refused',
    pattern:
      '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ' +
      '($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
    threshold: REFUSALS,
  },
  {
    cis: '4.2',
    id: 'console-login-without-mfa',
    title: 'An IAM user signed in to the console without MFA',
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ' +
      '($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    cis: '4.3',
    id: 'root-use',
    title: 'The root user was used',
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  },
  {
    cis: '4.4',
    id: 'iam-policy-changes',
    title: 'An IAM policy was changed',
    pattern: anyOf([
      'DeleteGroupPolicy',
      'DeleteRolePolicy',
      'DeleteUserPolicy',
      'PutGroupPolicy',
      'PutRolePolicy',
      'PutUserPolicy',
      'CreatePolicy',
      'DeletePolicy',
      'CreatePolicyVersion',
      'DeletePolicyVersion',
      'SetDefaultPolicyVersion',
      'AttachRolePolicy',
      'DetachRolePolicy',
      'AttachUserPolicy',
      'DetachUserPolicy',
      'AttachGroupPolicy',
      'DetachGroupPolicy',
    ]),
  },
  {
    cis: '4.5',
    id: 'trail-changes',
    title: 'A trail was changed or stopped',
    pattern: anyOf([
      'CreateTrail',
      'UpdateTrail',
      'DeleteTrail',
      'StartLogging',
      'StopLogging',
      'PutEventSelectors',
      'PutInsightSelectors',
    ]),
  },
  {
    cis: '4.6',
    id: 'console-login-failures',
    title: 'Sign-ins to the console failed',
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "Failed authentication") }',
    threshold: MISTAKES,
  },
  {
    cis: '4.7',
    id: 'key-deletion',
    title: 'A KMS key was disabled, or is to be deleted',
    pattern:
      '{ ($.eventSource = "kms.amazonaws.com") && (($.eventName = "DisableKey") || ($.eventName = "ScheduleKeyDeletion")) }',
  },
  {
    cis: '4.8',
    id: 'bucket-policy-changes',
    title: 'Access to an S3 bucket was changed',
    pattern: ofSource('s3.amazonaws.com', [
      'PutBucketAcl',
      'PutBucketPolicy',
      'PutBucketCors',
      'PutBucketLifecycle',
      'PutBucketReplication',
      'DeleteBucketPolicy',
      'DeleteBucketCors',
      'DeleteBucketLifecycle',
      'DeleteBucketReplication',
    ]),
  },
  {
    cis: '4.9',
    id: 'config-changes',
    title: 'Recording by AWS Config was changed or stopped',
    pattern: ofSource('config.amazonaws.com', [
      'StopConfigurationRecorder',
      'DeleteConfigurationRecorder',
      'DeleteDeliveryChannel',
      'PutDeliveryChannel',
      'PutConfigurationRecorder',
    ]),
  },
  {
    cis: '4.10',
    id: 'security-group-changes',
    title: 'A security group was changed',
    pattern: anyOf([
      'AuthorizeSecurityGroupIngress',
      'AuthorizeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
      'RevokeSecurityGroupEgress',
      'CreateSecurityGroup',
      'DeleteSecurityGroup',
    ]),
  },
  {
    cis: '4.11',
    id: 'network-acl-changes',
    title: 'A network ACL was changed',
    pattern: anyOf([
      'CreateNetworkAcl',
      'CreateNetworkAclEntry',
      'DeleteNetworkAcl',
      'DeleteNetworkAclEntry',
      'ReplaceNetworkAclEntry',
      'ReplaceNetworkAclAssociation',
    ]),
  },
  {
    cis: '4.12',
    id: 'gateway-changes',
    title: 'A gateway of a network was changed',
    pattern: anyOf([
      'CreateCustomerGateway',
      'DeleteCustomerGateway',
      'AttachInternetGateway',
      'CreateInternetGateway',
      'DeleteInternetGateway',
      'DetachInternetGateway',
    ]),
  },
  {
    cis: '4.13',
    id: 'route-table-changes',
    title: 'A route table was changed',
    pattern: ofSource('ec2.amazonaws.com', [
      'CreateRoute',
      'CreateRouteTable',
      'ReplaceRoute',
      'ReplaceRouteTableAssociation',
      'DeleteRouteTable',
      'DeleteRoute',
      'DisassociateRouteTable',
    ]),
  },
  {
    cis: '4.14',
    id: 'vpc-changes',
    title: 'A VPC was changed',
    pattern: anyOf([
      'CreateVpc',
      'DeleteVpc',
      'ModifyVpcAttribute',
      'AcceptVpcPeeringConnection',
      'CreateVpcPeeringConnection',
      'DeleteVpcPeeringConnection',
      'RejectVpcPeeringConnection',
      'AttachClassicLinkVpc',
      'DetachClassicLinkVpc',
      'DisableVpcClassicLink',
      'EnableVpcClassicLink',
    ]),
  },
  {
    cis: '4.15',
    id: 'organization-changes',
    title: 'The organization was changed',
    pattern: ofSource('organizations.amazonaws.com', [
      'AcceptHandshake',
      'AttachPolicy',
      'CloseAccount',
      'CreateAccount',
      'CreateOrganizationalUnit',
      'CreatePolicy',
      'DeclineHandshake',
      'DeleteOrganization',
      'DeleteOrganizationalUnit',
      'DeletePolicy',
      'DetachPolicy',
      'DisablePolicyType',
      'EnablePolicyType',
      'InviteAccountToOrganization',
      'LeaveOrganization',
      'MoveAccount',
      'RemoveAccountFromOrganization',
      'UpdateOrganizationalUnit',
      'UpdatePolicy',
    ]),
  },
];

function anyOf(eventNames: readonly string[]): string {
  return `{ ${disjunction(eventNames)} }`;
}

function ofSource(eventSource: string, eventNames: readonly string[]): string {
  return `{ ($.eventSource = "${eventSource}") && (${disjunction(eventNames)}) }`;
}

function disjunction(eventNames: readonly string[]): string {
  return eventNames.map((name) => `($.eventName = "${name}")`).join(' || ');
}
