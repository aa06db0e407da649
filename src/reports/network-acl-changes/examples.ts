import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    CreateNetworkAcl: events(call('ec2', 'CreateNetworkAcl', { requestParameters: { networkAclId: 'acl-1' } })),
    DeleteNetworkAclEntry: events(
      call('ec2', 'DeleteNetworkAclEntry', { requestParameters: { networkAclId: 'acl-1' } }),
    ),
    ReplaceNetworkAclAssociation: events(
      call('ec2', 'ReplaceNetworkAclAssociation', { requestParameters: { networkAclId: 'acl-1' } }),
    ),
  },
  silent: {
    'reading is no change': events(call('ec2', 'DescribeNetworkAcls', { readOnly: true })),
    'the same name at another service': events(call('example', 'CreateNetworkAcl')),
  },
};
