import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a key that is switched on again': events(
      call('iam', 'UpdateAccessKey', {
        requestParameters: { userName: 'jiro', accessKeyId: 'AKIAEXAMPLE', status: 'Active' },
      }),
    ),
    'a password for CodeCommit': events(
      call('iam', 'CreateServiceSpecificCredential', {
        requestParameters: { userName: 'jiro', serviceName: 'codecommit.amazonaws.com' },
      }),
    ),
  },
  silent: {
    'a list': events(call('iam', 'ListAccessKeys', { requestParameters: { userName: 'jiro' } })),
    'the same name at another service': events(call('example', 'UpdateAccessKey')),
  },
};
