import { countCalls } from '../call-count.ts';

export const windowsPasswordsRead = countCalls({
  id: 'windows-passwords-read',
  title: { en: 'Administrator passwords of Windows read', ja: 'Windows の管理者パスワードの取得' },
  question: {
    en: 'Who asked for administrator passwords, and of how many instances?',
    ja: '管理者パスワードを取得しようとしたのは誰か。対象は何台か。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'data',
  calls: { ec2: ['GetPasswordData'], lightsail: ['GetInstanceAccessDetails'] },
  by: { region: 'awsregion', event: 'eventname' },
  resources: `coalesce(json_extract_scalar(requestparameters, '$.instanceId'), json_extract_scalar(requestparameters, '$.instanceName'))`,
  chart: { label: 'actor', value: 'calls' },
});
