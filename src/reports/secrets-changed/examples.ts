import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a secret that is deleted': events(
      call('secretsmanager', 'DeleteSecret', {
        requestParameters: { secretId: 'prod/db', forceDeleteWithoutRecovery: true },
      }),
    ),
    'one that others may read': events(
      call('secretsmanager', 'PutResourcePolicy', { requestParameters: { secretId: 'prod/db' } }),
    ),
  },
  silent: {
    'one that is made': events(call('secretsmanager', 'CreateSecret', { requestParameters: { name: 'prod/db' } })),
    'the same name at another service': events(call('example', 'DeleteSecret')),
  },
};
