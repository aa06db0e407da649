import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    CreateVpc: events(call('ec2', 'CreateVpc', { requestParameters: { vpcId: 'vpc-1' } })),
    AcceptVpcPeeringConnection: events(
      call('ec2', 'AcceptVpcPeeringConnection', { requestParameters: { vpcId: 'vpc-1' } }),
    ),
    ModifyVpcAttribute: events(call('ec2', 'ModifyVpcAttribute', { requestParameters: { vpcId: 'vpc-1' } })),
  },
  silent: {
    'reading is no change': events(call('ec2', 'DescribeVpcs', { readOnly: true })),
    'the same name at another service': events(call('example', 'CreateVpc')),
    'a subnet': events(call('ec2', 'CreateSubnet', { requestParameters: { vpcId: 'vpc-1' } })),
  },
};
