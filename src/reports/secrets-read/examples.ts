import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a secret': events(call('secretsmanager', 'GetSecretValue', { requestParameters: { secretId: 'prod/db' } })),
    'many secrets at once': events(
      call('secretsmanager', 'BatchGetSecretValue', {
        requestParameters: { filters: [{ key: 'tag-key', values: ['x'] }] },
      }),
    ),
    'a parameter that is decrypted': events(
      call('ssm', 'GetParameter', { requestParameters: { name: '/prod/db', withDecryption: true } }),
    ),
  },
  silent: {
    'a parameter as it lies there': events(call('ssm', 'GetParameter', { requestParameters: { name: '/prod/db' } })),
    'a list': events(call('secretsmanager', 'ListSecrets')),
    'the same name at another service': events(call('example', 'GetSecretValue')),
  },
};
