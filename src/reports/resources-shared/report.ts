import { listCalls, request, requests } from '../call-list.ts';

export const resourcesShared = listCalls({
  id: 'resources-shared',
  title: { en: 'Resources opened to others', ja: 'リソースの外部公開・共有' },
  question: {
    en: 'What was opened to other accounts or to everybody, by a resource policy, RAM or a switch?',
    ja: 'リソースポリシーや RAM などで、他のアカウントや全員に公開されたものは何か。',
  },
  audience: 'data owners',
  severity: 'high',
  topic: 'data',
  calls: {
    ram: [
      'AssociateResourceShare',
      'AssociateResourceSharePermission',
      'CreateResourceShare',
      'EnableSharingWithAwsOrganization',
      'UpdateResourceShare',
    ],
    ecr: ['SetRegistryPolicy', 'PutRegistryPolicy', 'SetRepositoryPolicy'],
    'ecr-public': ['CreateRepository', 'SetRepositoryPolicy'],
    codebuild: [
      'PutResourcePolicy',
      { calls: ['UpdateProjectVisibility'], when: `${request('projectVisibility')} = 'PUBLIC_READ'` },
    ],
    sns: ['AddPermission', { calls: ['SetTopicAttributes'], when: `${request('attributeName')} = 'Policy'` }],
    sqs: ['AddPermission', { calls: ['SetQueueAttributes'], when: `regexp_like(requestparameters, '"Policy"')` }],
    glue: ['PutResourcePolicy'],
    dynamodb: ['PutResourcePolicy'],
    kinesis: ['PutResourcePolicy'],
    events: ['PutPermission'],
    logs: ['PutDestinationPolicy', 'PutResourcePolicy'],
    elasticfilesystem: ['PutFileSystemPolicy'],
    es: ['AuthorizeVpcEndpointAccess'],
    ssm: [
      {
        calls: ['ModifyDocumentPermission'],
        when: `regexp_like(requestparameters, '"accountIdsToAdd"\\s*:\\s*\\[\\s*"')`,
      },
    ],
    lakeformation: ['GrantPermissions'],
    s3: ['CreateAccessPoint', 'PutAccessPointPolicy', 'CreateMultiRegionAccessPoint'],
  },
  target: requests(
    'resourceShareArn',
    'name',
    'repositoryName',
    'projectArn',
    'topicArn',
    'queueUrl',
    'resourceArn',
    'eventBusName',
    'destinationName',
    'policyName',
    'fileSystemId',
    'bucketName',
  ),
});
