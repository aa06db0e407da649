import { listCalls, requests } from '../call-list.ts';

export const sessionManagerSessions = listCalls({
  id: 'session-manager-sessions',
  title: { en: 'Sessions on instances', ja: 'インスタンスへのセッション' },
  question: { en: 'Who opened a shell on which instance?', ja: '誰がどのインスタンスに接続したか。' },
  audience: 'account owners',
  severity: 'info',
  topic: 'activity',
  calls: {
    ssm: ['ResumeSession', 'StartSession', 'TerminateSession'],
    'ec2-instance-connect': ['OpenTunnel', 'SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey'],
  },
  target: requests('target', 'sessionId', 'instanceId'),
});
