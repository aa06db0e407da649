/**
 * What the guardrails leave open on resources of ours, and why. Everything else that changes one of them is denied: a test
 * walks every resource of every template and every action of its type, and fails for what is neither denied nor here.
 */
export interface LeftOpen {
  /** Type of CloudFormation. */
  readonly type: string;
  readonly actions: readonly string[];
  readonly why: string;
}

export const LEFT_OPEN: readonly LeftOpen[] = [
  {
    type: 'AWS::AccessAnalyzer::Analyzer',
    actions: [
      'access-analyzer:CreateAccessPreview',
      'access-analyzer:GenerateFindingRecommendation',
      'access-analyzer:StartResourceScan',
    ],
    why: 'They look once more, or ahead, and change nothing about the analyzer or what it found.',
  },
  {
    type: 'AWS::Athena::WorkGroup',
    actions: ['athena:GetSessionEndpoint', 'athena:StartQueryExecution', 'athena:StopQueryExecution'],
    why: 'Analysts ask their questions in this work group; it names where results go, and that is guarded.',
  },
  {
    type: 'AWS::Config::ConfigRule',
    actions: [
      'config:PutExternalEvaluation',
      'config:StartConfigRulesEvaluation',
      'config:TagResource',
      'config:UntagResource',
    ],
    why: 'Rules of other teams are not told from ours by their ARN; AWS Config takes results of its own rules from nobody else, and one evaluation more or a tag changes no result.',
  },
  {
    type: 'AWS::Config::ConfigurationAggregator',
    actions: ['config:TagResource', 'config:UntagResource'],
    why: 'A tag changes nothing about what is aggregated.',
  },
  {
    type: 'AWS::Config::ConfigurationRecorder',
    actions: [
      'config:DeleteServiceLinkedConfigurationRecorder',
      'config:StartConfigurationRecorder',
      'config:TagResource',
      'config:UntagResource',
    ],
    why: 'Starting ours is what everybody should do; recorders of services are not ours, and a tag changes nothing about what is recorded.',
  },
  {
    type: 'AWS::EC2::SecurityGroup',
    actions: [
      'ec2:ApplySecurityGroupsToClientVpnTargetNetwork',
      'ec2:AttachClassicLinkVpc',
      'ec2:CreateApplicationStatusCheck',
      'ec2:CreateClientVpnEndpoint',
      'ec2:CreateInstanceConnectEndpoint',
      'ec2:CreateNetworkInterface',
      'ec2:CreateSecurityGroup',
      'ec2:CreateVerifiedAccessEndpoint',
      'ec2:CreateVpcEndpoint',
      'ec2:ImportInstance',
      'ec2:ModifyApplicationStatusCheck',
      'ec2:ModifyClientVpnEndpoint',
      'ec2:ModifyInstanceAttribute',
      'ec2:ModifyInstanceConnectEndpoint',
      'ec2:ModifyNetworkInterfaceAttribute',
      'ec2:RequestSpotFleet',
      'ec2:RequestSpotInstances',
      'ec2:RunInstances',
    ],
    why: 'They use the group for something else, and change nothing about it.',
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    actions: ['ec2:CreateNetworkInsightsPath', 'ec2:CreateTrafficMirrorTarget', 'ec2:CreateVpcEndpoint'],
    why: 'They make something beside the endpoint, and change nothing about it.',
  },
  {
    type: 'AWS::IAM::Role',
    actions: ['iam:PassRole'],
    why: 'Instances are started with our roles: passing one to EC2 or Systems Manager is left open, and to no other service.',
  },
  {
    type: 'AWS::ImageBuilder::ImagePipeline',
    actions: ['imagebuilder:StartImagePipelineExecution'],
    why: 'People start builds by hand.',
  },
  {
    type: 'AWS::KMS::Key',
    actions: [
      'kms:CreateGrant',
      'kms:Decrypt',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyPair',
      'kms:GenerateDataKeyPairWithoutPlaintext',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
      'kms:RetireGrant',
    ],
    why: 'Instances, sessions and reports use the key; its own policy says which.',
  },
  {
    type: 'AWS::Logs::LogGroup',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    why: 'Agents of every instance write into the log group of sessions, with the role that the instance has.',
  },
  {
    type: 'AWS::S3::Bucket',
    actions: ['s3:AbortMultipartUpload', 's3:PutObject'],
    why: 'Objects of the archive are written by roles of ours and services alone; results of Athena by its users.',
  },
  {
    type: 'AWS::SNS::Topic',
    actions: ['sns:ConfirmSubscription'],
    why: 'A subscriber confirms with a token that only he was sent.',
  },
  {
    type: 'AWS::SSM::Association',
    actions: ['ssm:CreateAssociation', 'ssm:StartAssociationsOnce', 'ssm:UpdateInstanceAssociationStatus'],
    why: 'One that is there is not made again; a run more does no harm, and agents report how it went. Another inventory association is denied by its document.',
  },
  {
    type: 'AWS::SSM::PatchBaseline',
    actions: ['ssm:RegisterDefaultPatchBaseline', 'ssm:RegisterPatchBaselineForPatchGroup'],
    why: 'They give a baseline to instances, and change nothing about it; another default baseline is told.',
  },
  {
    type: 'AWS::SSM::Document',
    actions: ['ssm:SendCommand', 'ssm:StartAutomationExecution', 'ssm:StartSession'],
    why: 'Sessions are opened by this document; using it does not change it.',
  },
  {
    type: 'AWS::StepFunctions::StateMachine',
    actions: ['states:StartExecution'],
    why: 'One collection or report more does no harm.',
  },
];
