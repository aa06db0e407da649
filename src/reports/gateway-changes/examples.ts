import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    AttachInternetGateway: events(
      call('ec2', 'AttachInternetGateway', { requestParameters: { internetGatewayId: 'igw-1' } }),
    ),
    DeleteCustomerGateway: events(
      call('ec2', 'DeleteCustomerGateway', { requestParameters: { internetGatewayId: 'igw-1' } }),
    ),
    CreateInternetGateway: events(
      call('ec2', 'CreateInternetGateway', { requestParameters: { internetGatewayId: 'igw-1' } }),
    ),
  },
  silent: {
    'reading is no change': events(call('ec2', 'DescribeInternetGateways', { readOnly: true })),
    'the same name at another service': events(call('example', 'AttachInternetGateway')),
  },
};
