import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'of a database': events(
      call('rds', 'ModifyDBInstance', { requestParameters: { dBInstanceIdentifier: 'db', deletionProtection: false } }),
    ),
    'of a stack': events(
      call('cloudformation', 'UpdateTerminationProtection', {
        requestParameters: { stackName: 's', enableTerminationProtection: false },
      }),
    ),
    'of a load balancer': events(
      call('elasticloadbalancing', 'ModifyLoadBalancerAttributes', {
        requestParameters: {
          loadBalancerArn: 'lb',
          attributes: [{ key: 'deletion_protection.enabled', value: 'false' }],
        },
      }),
    ),
  },
  silent: {
    'protection that is given': events(
      call('rds', 'ModifyDBInstance', { requestParameters: { dBInstanceIdentifier: 'db', deletionProtection: true } }),
    ),
    'the same name at another service': events(call('example', 'ModifyDBInstance')),
  },
};
