import { countCalls } from '../call-count.ts';

export const instanceCredentialsElsewhere = countCalls({
  id: 'instance-credentials-elsewhere',
  title: {
    en: 'Credentials of instances used from public addresses',
    ja: 'パブリック IP から使われたインスタンスの認証情報',
  },
  question: {
    en: 'From which public addresses are the credentials of instances used, and from how many for each instance?',
    ja: 'インスタンスの認証情報は、どのパブリック IP から使われているか。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'identity',
  by: { source_ip: 'sourceipaddress', user_agent: 'useragent' },
  resources: 'eventname',
  chart: { label: 'actor', value: 'calls' },
  when: `regexp_like(useridentity.arn, ':assumed-role/.*/m?i-[0-9A-Fa-f]+$') AND useridentity.invokedby IS NULL AND eventsource NOT IN ('ec2messages.amazonaws.com', 'ssm.amazonaws.com', 'ssmmessages.amazonaws.com') AND NOT regexp_like(sourceipaddress, '^(10\\.|127\\.|169\\.254\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\.|f[cd]|fe80:)|[A-Za-z]{3}')`,
});
