import { type Changes, call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'SSH from everywhere': events(
      call('ec2', 'AuthorizeSecurityGroupIngress', { requestParameters: ingress({ cidrIp: '0.0.0.0/0' }) }),
    ),
    'everything of IPv6': events(
      call('ec2', 'AuthorizeSecurityGroupIngress', { requestParameters: ingress({ cidrIpv6: '::/0' }) }),
    ),
    'a rule that is changed': events(
      call('ec2', 'ModifySecurityGroupRules', {
        requestParameters: {
          ModifySecurityGroupRulesRequest: {
            GroupId: 'sg-1',
            SecurityGroupRule: { SecurityGroupRule: { CidrIpv4: '0.0.0.0/0', FromPort: 22 } },
          },
        },
      }),
    ),
  },
  silent: {
    'one network': events(
      call('ec2', 'AuthorizeSecurityGroupIngress', { requestParameters: ingress({ cidrIp: '203.0.113.0/24' }) }),
    ),
    'on the way out': events(
      call('ec2', 'AuthorizeSecurityGroupEgress', { requestParameters: ingress({ cidrIp: '0.0.0.0/0' }) }),
    ),
    'an attempt that was refused': events(
      call('ec2', 'AuthorizeSecurityGroupIngress', {
        errorCode: 'Client.UnauthorizedOperation',
        requestParameters: ingress({ cidrIp: '0.0.0.0/0' }),
      }),
    ),
    'an address that only begins alike': events(
      call('ec2', 'AuthorizeSecurityGroupIngress', { requestParameters: ingress({ cidrIp: '10.0.0.0/0' }) }),
    ),
  },
};

/** As EC2 writes it into the log: lists are objects with `items`. */
function ingress(range: Readonly<Record<string, string>>): Changes {
  const ranges = 'cidrIp' in range ? 'ipRanges' : 'ipv6Ranges';
  const permission = { ipProtocol: 'tcp', fromPort: 22, toPort: 22, [ranges]: { items: [range] } };
  return { groupId: 'sg-1', ipPermissions: { items: [permission] } };
}
