import { call, type Event } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

import type { JsonObject } from '../../domain/json.ts';

export const examples: Examples = {
  fires: {
    'SSH from everywhere': events(authorize(tcp(22, '0.0.0.0/0'))),
    'everything of IPv6': events(authorize(tcp(22, '::/0'))),
    'everything of IPv6, spelled out': events(authorize(tcp(22, '0000:0000:0000:0000:0000:0000:0000:0000/0'))),
    'all of IPv6 that is in use': events(authorize(tcp(22, '2000::/3'))),
    'both halves': events(authorize(tcp(22, '0.0.0.0/1', '128.0.0.0/1'))),
    'four quarters of half of it': events(authorize(tcp(22, '0.0.0.0/3', '32.0.0.0/3', '64.0.0.0/3', '96.0.0.0/3'))),
    'an address of a private network with /0': events(authorize(tcp(22, '10.0.0.0/0'))),
    'a permission behind others': events(
      authorize(tcp(443, '10.0.0.0/8'), tcp(443, '192.0.2.0/24'), tcp(22, '0.0.0.0/0')),
    ),
    'a range behind others': events(authorize(tcp(22, '10.0.0.0/8', '198.51.100.7/32', '0.0.0.0/0'))),
    'the oldest form of the call': events(
      call('ec2', 'AuthorizeSecurityGroupIngress', {
        requestParameters: { groupName: 'web', ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' },
      }),
    ),
    'a rule that is changed': events(modify(rule('0.0.0.0/0'))),
    'the second of two rules that are changed': events(modify([rule('10.0.0.0/8'), rule('0.0.0.0/0')])),
    'an attempt that was refused, which has its error beside it': events({
      ...authorize(tcp(22, '0.0.0.0/0')),
      errorCode: 'Client.UnauthorizedOperation',
    }),
  },
  silent: {
    'one network': events(authorize(tcp(22, '203.0.113.0/24'))),
    'the largest network that there is': events(authorize(tcp(22, '17.0.0.0/8'))),
    'all private networks': events(authorize(tcp(22, '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fd00::/8'))),
    'on the way out': events({ ...authorize(tcp(22, '0.0.0.0/0')), eventName: 'AuthorizeSecurityGroupEgress' }),
    'a rule that is changed to a network': events(modify(rule('203.0.113.0/24'))),
    'a description that speaks of the world': events(
      authorize({
        ipProtocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        ipRanges: { items: [{ cidrIp: '10.1.0.0/16', description: '"cidrIp":"0.0.0.0/0"' }] },
      }),
    ),
  },
};

/** As EC2 writes it into the log: lists are objects with `items`. */
function authorize(...permissions: readonly JsonObject[]): Event {
  return call('ec2', 'AuthorizeSecurityGroupIngress', {
    requestParameters: { groupId: 'sg-1', ipPermissions: { items: [...permissions] } },
  });
}

function tcp(port: number, ...cidrs: readonly string[]): JsonObject {
  const [six, four] = [true, false].map((isSix) => cidrs.filter((cidr) => cidr.includes(':') === isSix));
  return {
    ipProtocol: 'tcp',
    fromPort: port,
    toPort: port,
    groups: {},
    ipRanges: { items: (four ?? []).map((cidrIp) => ({ cidrIp })) },
    ipv6Ranges: { items: (six ?? []).map((cidrIpv6) => ({ cidrIpv6 })) },
    prefixListIds: {},
  };
}

function rule(cidr: string): JsonObject {
  return {
    SecurityGroupRuleId: 'sgr-1',
    SecurityGroupRule: { CidrIpv4: cidr, FromPort: 22, ToPort: 22, IpProtocol: 'tcp' },
  };
}

function modify(rules: JsonObject | readonly JsonObject[]): Event {
  return call('ec2', 'ModifySecurityGroupRules', {
    requestParameters: { ModifySecurityGroupRulesRequest: { GroupId: 'sg-1', SecurityGroupRule: rules as JsonObject } },
  });
}
