import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'queries of DNS': events(
      call('route53resolver', 'DeleteResolverQueryLogConfig', {
        requestParameters: { resolverQueryLogConfigId: 'rqlc-1' },
      }),
    ),
    'a web firewall': events(
      call('wafv2', 'DeleteLoggingConfiguration', {
        requestParameters: { resourceArn: 'arn:aws:wafv2:ap-northeast-1:111111111111:regional/webacl/w/1' },
      }),
    ),
    'calls of models': events(call('bedrock', 'DeleteModelInvocationLoggingConfiguration')),
    "a database's activity": events(
      call('rds', 'StopActivityStream', {
        requestParameters: { resourceArn: 'arn:aws:rds:ap-northeast-1:111111111111:cluster:c' },
      }),
    ),
    'a load balancer': events(
      call('elasticloadbalancing', 'ModifyLoadBalancerAttributes', {
        requestParameters: { loadBalancerArn: 'lb', attributes: [{ key: 'access_logs.s3.enabled', value: 'false' }] },
      }),
    ),
  },
  silent: {
    'a log that begins': events(
      call('route53resolver', 'CreateResolverQueryLogConfig', { requestParameters: { name: 'l' } }),
    ),
    'the same name at another service': events(call('example', 'DeleteResolverQueryLogConfig')),
  },
};
