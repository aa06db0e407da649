/**
 * Calls that blind whoever watches, or take an account away, with the severity of each. The same table makes the event
 * patterns of the routes and the messages, so that no call is forwarded and then not understood.
 */
export const SENSITIVE_CALLS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'cloudtrail.amazonaws.com': { StopLogging: 8, DeleteTrail: 8, UpdateTrail: 6, PutEventSelectors: 6 },
  'config.amazonaws.com': {
    StopConfigurationRecorder: 8,
    DeleteConfigurationRecorder: 8,
    DeleteDeliveryChannel: 8,
    PutConfigurationRecorder: 5,
    DeleteConfigRule: 6,
    DeleteConfigurationAggregator: 6,
  },
  'guardduty.amazonaws.com': {
    DeleteDetector: 8,
    UpdateDetector: 6,
    DisassociateFromMasterAccount: 8,
    DisassociateFromAdministratorAccount: 8,
    DisassociateMembers: 8,
    StopMonitoringMembers: 8,
    DeleteMembers: 8,
    DeletePublishingDestination: 7,
    CreateFilter: 5,
    CreateIPSet: 5,
  },
  'securityhub.amazonaws.com': { DisableSecurityHub: 7 },
  'organizations.amazonaws.com': {
    LeaveOrganization: 9,
    DeleteOrganization: 9,
    RemoveAccountFromOrganization: 8,
    CloseAccount: 8,
    DisablePolicyType: 8,
    DetachPolicy: 7,
    DeletePolicy: 7,
    UpdatePolicy: 6,
    DisableAWSServiceAccess: 8,
    DeregisterDelegatedAdministrator: 7,
  },
  'iam.amazonaws.com': {
    DeactivateMFADevice: 6,
    DeleteAccountPasswordPolicy: 6,
    UpdateAccountPasswordPolicy: 5,
    CreateSAMLProvider: 6,
    UpdateSAMLProvider: 6,
  },
  'kms.amazonaws.com': { ScheduleKeyDeletion: 7, DisableKey: 6 },
  'ec2.amazonaws.com': {
    DeleteFlowLogs: 6,
    DisableEbsEncryptionByDefault: 6,
    DisableImageBlockPublicAccess: 6,
    DisableSnapshotBlockPublicAccess: 6,
  },
  's3.amazonaws.com': { DeleteAccountPublicAccessBlock: 7, PutAccountPublicAccessBlock: 5 },
  // A type or a hook of CloudFormation's that somebody registers runs in every deployment of ours in that account.
  'cloudformation.amazonaws.com': {
    RegisterType: 6,
    SetTypeConfiguration: 7,
    ActivateType: 6,
    SetTypeDefaultVersion: 6,
  },
  // Instances of no patch group go by the default baseline.
  'ssm.amazonaws.com': { RegisterDefaultPatchBaseline: 6 },
  'account.amazonaws.com': { DisableRegion: 7, PutAccountName: 5 },
};

/**
 * Parameters that name a resource of ours by its prefix: the route of the removal of our own resources looks at them, and
 * the message names the resource by the first that does.
 */
export const PARAMETERS_THAT_NAME_OURS = {
  /** The value is the name. */
  name: [
    'name',
    'rule',
    'roleName',
    'bucketName',
    'functionName',
    'logGroupName',
    'tableName',
    'filterName',
    'alarmName',
    'alarmNames',
    'analyzerName',
    'configRuleName',
    'deliveryStreamName',
  ],
  /** An ARN ends in it. */
  arn: ['topicArn', 'subscriptionArn', 'stateMachineArn'],
  url: ['queueUrl'],
} as const;

/** Parameters that hold what is put as a whole, with its name in it: `configRule.configRuleName`. */
export const PARAMETERS_AROUND_OURS = {
  configRule: 'configRuleName',
  deliveryChannel: 'name',
} as const;

/** Names of the stacks of Metsuke, and of those that its stack sets deploy, have this in them. */
export const STACKS_OF_OURS = 'AWSOrganizations-';

/** Of what bears our prefix: whoever removes that, removes a part of the governance. */
export const OWN_RESOURCE_SEVERITY = 7;

export function severityOfCall(eventSource: string, eventName: string): number | undefined {
  return Object.hasOwn(SENSITIVE_CALLS, eventSource) ? SENSITIVE_CALLS[eventSource]?.[eventName] : undefined;
}
