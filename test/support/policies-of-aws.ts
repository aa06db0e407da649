// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of IAM
/** Policies of AWS that the templates attach, as AWS has them: the version is the one of the comment. */
export const POLICIES_OF_AWS: Readonly<Record<string, object>> = {
  // v2, 2024-07-16
  'arn:aws:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy': {
    Statement: [
      {
        Action: [
          'ssm:DescribeAssociation',
          'ssm:GetDeployablePatchSnapshotForInstance',
          'ssm:GetDocument',
          'ssm:DescribeDocument',
          'ssm:GetManifest',
          'ssm:ListAssociations',
          'ssm:ListInstanceAssociations',
          'ssm:PutInventory',
          'ssm:PutComplianceItems',
          'ssm:PutConfigurePackageResult',
          'ssm:UpdateAssociationStatus',
          'ssm:UpdateInstanceAssociationStatus',
          'ssm:UpdateInstanceInformation',
        ],
        Effect: 'Allow',
        Resource: '*',
        Sid: 'AllowSSMAgentPermissions',
      },
      {
        Action: [
          'ssmmessages:CreateControlChannel',
          'ssmmessages:CreateDataChannel',
          'ssmmessages:OpenControlChannel',
          'ssmmessages:OpenDataChannel',
        ],
        Effect: 'Allow',
        Resource: '*',
        Sid: 'AllowSSMChannelMessaging',
      },
      {
        Action: [
          'ec2messages:AcknowledgeMessage',
          'ec2messages:DeleteMessage',
          'ec2messages:FailMessage',
          'ec2messages:GetEndpoint',
          'ec2messages:GetMessages',
          'ec2messages:SendReply',
        ],
        Effect: 'Allow',
        Resource: '*',
        Sid: 'AllowSSMLegacyMessaging',
      },
    ],
    Version: '2012-10-17',
  },
  // v2, 2019-05-23
  'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore': {
    Statement: [
      {
        Action: [
          'ssm:DescribeAssociation',
          'ssm:GetDeployablePatchSnapshotForInstance',
          'ssm:GetDocument',
          'ssm:DescribeDocument',
          'ssm:GetManifest',
          'ssm:GetParameter',
          'ssm:GetParameters',
          'ssm:ListAssociations',
          'ssm:ListInstanceAssociations',
          'ssm:PutInventory',
          'ssm:PutComplianceItems',
          'ssm:PutConfigurePackageResult',
          'ssm:UpdateAssociationStatus',
          'ssm:UpdateInstanceAssociationStatus',
          'ssm:UpdateInstanceInformation',
        ],
        Effect: 'Allow',
        Resource: '*',
      },
      {
        Action: [
          'ssmmessages:CreateControlChannel',
          'ssmmessages:CreateDataChannel',
          'ssmmessages:OpenControlChannel',
          'ssmmessages:OpenDataChannel',
        ],
        Effect: 'Allow',
        Resource: '*',
      },
      {
        Action: [
          'ec2messages:AcknowledgeMessage',
          'ec2messages:DeleteMessage',
          'ec2messages:FailMessage',
          'ec2messages:GetEndpoint',
          'ec2messages:GetMessages',
          'ec2messages:SendReply',
        ],
        Effect: 'Allow',
        Resource: '*',
      },
    ],
    Version: '2012-10-17',
  },
  // v12, 2026-02-12
  'arn:aws:iam::aws:policy/EC2InstanceProfileForImageBuilder': {
    Statement: [
      { Action: ['ec2:DescribeVolumes', 'ec2:DescribeSnapshots'], Effect: 'Allow', Resource: '*' },
      {
        Action: ['ec2:CreateSnapshot'],
        Condition: { StringEquals: { 'aws:RequestTag/CreatedBy': 'EC2 Image Builder' } },
        Effect: 'Allow',
        Resource: ['arn:aws:ec2:*:*:snapshot/*'],
      },
      {
        Action: ['ec2:CreateSnapshot'],
        Condition: { StringEquals: { 'aws:ResourceTag/CreatedBy': 'EC2 Image Builder' } },
        Effect: 'Allow',
        Resource: ['arn:aws:ec2:*:*:volume/*'],
      },
      {
        Action: ['ec2:CreateTags'],
        Condition: {
          StringEquals: { 'aws:RequestTag/CreatedBy': ['EC2 Image Builder'], 'ec2:CreateAction': 'CreateSnapshot' },
        },
        Effect: 'Allow',
        Resource: '*',
      },
      {
        Action: ['s3:GetObject'],
        Condition: { StringEquals: { 's3:ResourceAccount': '${aws:PrincipalAccount}' } },
        Effect: 'Allow',
        Resource: ['arn:aws:s3:::*/*.ISO', 'arn:aws:s3:::*/*.iso', 'arn:aws:s3:::*/*.Iso'],
      },
      { Action: ['imagebuilder:GetComponent', 'imagebuilder:GetMarketplaceResource'], Effect: 'Allow', Resource: '*' },
      {
        Action: ['kms:Decrypt'],
        Condition: {
          'ForAnyValue:StringEquals': {
            'aws:CalledVia': ['imagebuilder.amazonaws.com'],
            'kms:EncryptionContextKeys': 'aws:imagebuilder:arn',
          },
        },
        Effect: 'Allow',
        Resource: '*',
      },
      { Action: ['s3:GetObject'], Effect: 'Allow', Resource: 'arn:aws:s3:::ec2imagebuilder*' },
      {
        Action: ['logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:PutLogEvents'],
        Effect: 'Allow',
        Resource: 'arn:aws:logs:*:*:log-group:/aws/imagebuilder/*',
      },
    ],
    Version: '2012-10-17',
  },
  // v2, 2020-11-24
  'arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations': {
    Statement: [
      {
        Action: [
          'organizations:ListAccounts',
          'organizations:DescribeOrganization',
          'organizations:ListAWSServiceAccessForOrganization',
          'organizations:ListDelegatedAdministrators',
        ],
        Effect: 'Allow',
        Resource: '*',
      },
    ],
    Version: '2012-10-17',
  },
  // v1, 2015-04-09
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole': {
    Statement: [
      { Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Effect: 'Allow', Resource: '*' },
    ],
    Version: '2012-10-17',
  },
  // v1, 2023-11-16
  'arn:aws:iam::aws:policy/service-role/EC2ImageBuilderLifecycleExecutionPolicy': {
    Statement: [
      {
        Action: [
          'ec2:EnableImage',
          'ec2:DeregisterImage',
          'ec2:EnableImageDeprecation',
          'ec2:DescribeImageAttribute',
          'ec2:DisableImage',
          'ec2:DisableImageDeprecation',
        ],
        Condition: { StringEquals: { 'aws:ResourceTag/CreatedBy': 'EC2 Image Builder' } },
        Effect: 'Allow',
        Resource: 'arn:aws:ec2:*::image/*',
        Sid: 'Ec2ImagePermission',
      },
      {
        Action: 'ec2:DeleteSnapshot',
        Condition: { StringEquals: { 'aws:ResourceTag/CreatedBy': 'EC2 Image Builder' } },
        Effect: 'Allow',
        Resource: 'arn:aws:ec2:*::snapshot/*',
        Sid: 'EC2DeleteSnapshotPermission',
      },
      {
        Action: ['ec2:DeleteTags', 'ec2:CreateTags'],
        Condition: {
          'ForAllValues:StringEquals': { 'aws:TagKeys': 'DeprecatedBy' },
          StringEquals: {
            'aws:RequestTag/DeprecatedBy': 'EC2 Image Builder',
            'aws:ResourceTag/CreatedBy': 'EC2 Image Builder',
          },
        },
        Effect: 'Allow',
        Resource: ['arn:aws:ec2:*::snapshot/*', 'arn:aws:ec2:*::image/*'],
        Sid: 'EC2TagsPermission',
      },
      {
        Action: ['ecr:BatchGetImage', 'ecr:BatchDeleteImage'],
        Condition: { StringEquals: { 'ecr:ResourceTag/LifecycleExecutionAccess': 'EC2 Image Builder' } },
        Effect: 'Allow',
        Resource: 'arn:aws:ecr:*:*:repository/*',
        Sid: 'ECRImagePermission',
      },
      {
        Action: ['ec2:DescribeImages', 'tag:GetResources', 'imagebuilder:DeleteImage'],
        Effect: 'Allow',
        Resource: '*',
        Sid: 'ImageBuilderEC2TagServicePermission',
      },
    ],
    Version: '2012-10-17',
  },
};
