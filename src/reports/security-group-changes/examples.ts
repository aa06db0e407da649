import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    AuthorizeSecurityGroupIngress: events(
      call('ec2', 'AuthorizeSecurityGroupIngress', { requestParameters: { groupId: 'sg-1' } }),
    ),
    RevokeSecurityGroupEgress: events(
      call('ec2', 'RevokeSecurityGroupEgress', { requestParameters: { groupId: 'sg-1' } }),
    ),
    DeleteSecurityGroup: events(call('ec2', 'DeleteSecurityGroup', { requestParameters: { groupId: 'sg-1' } })),
    ModifySecurityGroupRules: events(
      call('ec2', 'ModifySecurityGroupRules', { requestParameters: { groupId: 'sg-1' } }),
    ),
  },
  silent: {
    'reading is no change': events(call('ec2', 'DescribeSecurityGroups', { readOnly: true })),
    'the same name at another service': events(call('example', 'AuthorizeSecurityGroupIngress')),
  },
};
