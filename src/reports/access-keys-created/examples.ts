import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'for another user': events(call('iam', 'CreateAccessKey', { requestParameters: { userName: 'jiro' } })),
    'for oneself': events(
      call('iam', 'CreateAccessKey', {
        responseElements: { accessKey: { userName: 'hanako', accessKeyId: 'AKIAEXAMPLE' } },
      }),
    ),
    'an attempt that was refused, which has its error beside it': events(
      call('iam', 'CreateAccessKey', { errorCode: 'AccessDenied' }),
    ),
  },
  silent: {
    'a key that is deleted': events(call('iam', 'DeleteAccessKey')),
  },
};
