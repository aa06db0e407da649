import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    CreateRoute: events(call('ec2', 'CreateRoute', { requestParameters: { routeTableId: 'rtb-1' } })),
    ReplaceRouteTableAssociation: events(
      call('ec2', 'ReplaceRouteTableAssociation', { requestParameters: { routeTableId: 'rtb-1' } }),
    ),
    DeleteRouteTable: events(call('ec2', 'DeleteRouteTable', { requestParameters: { routeTableId: 'rtb-1' } })),
  },
  silent: {
    'reading is no change': events(call('ec2', 'DescribeRouteTables', { readOnly: true })),
    'the same name at another service': events(call('example', 'CreateRoute')),
  },
};
