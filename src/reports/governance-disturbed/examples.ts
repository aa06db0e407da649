import { asRole, asService, call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'stack instances are deleted': events(
      call('cloudformation', 'DeleteStackInstances', {
        requestParameters: { stackSetName: 'AWSOrganizations-Baseline' },
      }),
    ),
    'a topic is deleted': events(
      call('sns', 'DeleteTopic', {
        requestParameters: { topicArn: 'arn:aws:sns:ap-northeast-1:111111111111:aws-organizations-Notifications' },
      }),
    ),
    'a rule is disabled': events(
      call('events', 'DisableRule', { requestParameters: { name: 'aws-organizations-Heartbeat' } }),
    ),
    'an attempt to delete a role': events(
      call('iam', 'DeleteRole', {
        errorCode: 'AccessDenied',
        requestParameters: { roleName: 'aws-organizations-EventForwarding' },
      }),
    ),
  },
  silent: {
    'a stack of others': events(call('cloudformation', 'DeleteStack', { requestParameters: { stackName: 'app' } })),
    'a name that only holds the prefix': events(
      call('events', 'DisableRule', { requestParameters: { name: 'not-aws-organizations-Heartbeat' } }),
    ),
    'what CloudFormation does for a stack': events(
      call('events', 'DeleteRule', {
        requestParameters: { name: 'aws-organizations-Heartbeat' },
        userIdentity: { invokedBy: 'cloudformation.amazonaws.com' },
      }),
    ),
    'a service that delivers logs': events(
      call('s3', 'PutObject', {
        requestParameters: { bucketName: 'aws-organizations-logs' },
        userIdentity: asService('cloudtrail'),
      }),
    ),
    'a role of Metsuke at work': events(
      call('logs', 'PutSubscriptionFilter', {
        requestParameters: { filterName: 'aws-organizations-logs' },
        userIdentity: asRole('aws-organizations-LogCollection'),
      }),
    ),
  },
};
