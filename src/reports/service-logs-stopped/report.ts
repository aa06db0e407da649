import { listCalls, request, requests } from '../call-list.ts';

export const serviceLogsStopped = listCalls({
  id: 'service-logs-stopped',
  title: { en: 'Logs of services stopped', ja: 'サービスログの停止' },
  question: {
    en: 'Who stopped the logs of DNS, a firewall, a load balancer, a database or a model?',
    ja: 'DNS・ファイアウォール・ロードバランサー・データベース・モデルのログを止めたのは誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'logging',
  calls: {
    route53resolver: ['DeleteResolverQueryLogConfig', 'DisassociateResolverQueryLogConfig'],
    route53: ['DeleteQueryLoggingConfig'],
    wafv2: ['DeleteLoggingConfiguration'],
    waf: ['DeleteLoggingConfiguration'],
    'waf-regional': ['DeleteLoggingConfiguration'],
    bedrock: ['DeleteModelInvocationLoggingConfiguration'],
    rds: [
      'StopActivityStream',
      {
        calls: ['ModifyDBCluster', 'ModifyDBInstance'],
        when: `regexp_like(requestparameters, '"disableLogTypes"\\s*:\\s*\\[\\s*"')`,
      },
    ],
    redshift: ['DisableLogging'],
    elasticloadbalancing: [
      {
        calls: ['ModifyLoadBalancerAttributes'],
        when: `regexp_like(requestparameters, 'logs.s3.enabled"\\s*,\\s*"value"\\s*:\\s*"?false')`,
      },
    ],
    'network-firewall': ['UpdateLoggingConfiguration'],
    eks: [{ calls: ['UpdateClusterConfig'], when: `regexp_like(requestparameters, '"enabled"\\s*:\\s*false')` }],
    apigateway: [
      { calls: ['UpdateStage'], when: `regexp_like(requestparameters, 'accessLogSettings')` },
      'DeleteAccessLogSettings',
    ],
    globalaccelerator: [{ calls: ['UpdateAcceleratorAttributes'], when: `${request('flowLogsEnabled')} = 'false'` }],
  },
  target: requests(
    'resolverQueryLogConfigId',
    'id',
    'resourceArn',
    'resourceId',
    'dBInstanceIdentifier',
    'dBClusterIdentifier',
    'clusterIdentifier',
    'loadBalancerArn',
    'firewallName',
    'firewallArn',
    'name',
    'acceleratorArn',
  ),
});
