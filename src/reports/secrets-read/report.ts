import { countCalls } from '../call-count.ts';
import { request } from '../call-list.ts';

export const secretsRead = countCalls({
  id: 'secrets-read',
  title: { en: 'Secrets and parameters read', ja: 'シークレットとパラメータの読み取り' },
  question: {
    en: 'Who reads secrets and encrypted parameters, how many, and from where?',
    ja: 'シークレットと暗号化されたパラメータを、誰がどこからどれだけ読み取ったか。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'data',
  calls: {
    secretsmanager: ['BatchGetSecretValue', 'GetSecretValue'],
    ssm: [
      {
        calls: ['GetParameter', 'GetParameterHistory', 'GetParameters', 'GetParametersByPath'],
        when: `${request('withDecryption')} = 'true'`,
      },
    ],
  },
  by: { region: 'awsregion', event: 'eventname' },
  resources: `coalesce(json_extract_scalar(requestparameters, '$.secretId'), json_extract_scalar(requestparameters, '$.name'), requestparameters)`,
  chart: { label: 'actor', value: 'calls' },
});
