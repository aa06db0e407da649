import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a VPN': events(
      call('ec2', 'CreateVpnConnection', { requestParameters: { vpnGatewayId: 'vgw-1', customerGatewayId: 'cgw-1' } }),
    ),
    'a way for people': events(
      call('ec2', 'AuthorizeClientVpnIngress', { requestParameters: { clientVpnEndpointId: 'cvpn-1' } }),
    ),
  },
  silent: {
    'a look': events(call('ec2', 'DescribeVpnConnections')),
    'the same name at another service': events(call('example', 'CreateVpnConnection')),
  },
};
