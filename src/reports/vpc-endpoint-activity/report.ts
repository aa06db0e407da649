import { countCalls } from '../call-count.ts';

export const vpcEndpointActivity = countCalls({
  id: 'vpc-endpoint-activity',
  title: {
    en: 'Calls through VPC endpoints that are refused or foreign',
    ja: 'VPC エンドポイント経由の拒否・外部主体の呼び出し',
  },
  question: {
    en: 'Who goes through our VPC endpoints with credentials of others, is refused there, or comes from outside the VPC? (needs network activity events)',
    ja: 'VPC エンドポイントを他者の認証情報で使った、拒否された、または VPC の外から使ったのは誰か（ネットワークアクティビティイベントが必要）。',
  },
  audience: 'network team',
  severity: 'medium',
  topic: 'network',
  needs: 'NetworkActivity',
  by: { service: 'eventsource', event: 'eventname', error: 'errorcode' },
  chart: { label: 'actor', value: 'calls' },
  when: `eventtype LIKE 'AwsVpceEvent%' AND (errorcode IS NOT NULL OR useridentity.accountid <> coalesce(vpcendpointaccountid, recipientaccountid) OR NOT regexp_like(sourceipaddress, '^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\.|f[cd]|fe80:)|[A-Za-z]{3}'))`,
});
