import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an administrator of a cluster': events(
      call('eks', 'AssociateAccessPolicy', {
        requestParameters: {
          name: 'c',
          principalArn: 'arn:aws:iam::111111111111:role/r',
          policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
        },
      }),
    ),
    'a task': events(call('ecs', 'RunTask', { requestParameters: { cluster: 'c', taskDefinition: 't' } })),
  },
  silent: {
    'a look': events(call('eks', 'DescribeCluster', { requestParameters: { name: 'c' } })),
    'the same name at another service': events(call('example', 'AssociateAccessPolicy')),
  },
};
