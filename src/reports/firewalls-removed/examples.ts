import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a load balancer without its firewall': events(
      call('wafv2', 'DisassociateWebACL', {
        requestParameters: {
          resourceArn: 'arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:loadbalancer/app/a/1',
        },
      }),
    ),
    'a network firewall': events(
      call('network-firewall', 'DeleteFirewall', { requestParameters: { firewallName: 'f' } }),
    ),
  },
  silent: {
    'one that is put before it': events(call('wafv2', 'AssociateWebACL', { requestParameters: { resourceArn: 'a' } })),
    'the same name at another service': events(call('example', 'DisassociateWebACL')),
  },
};
