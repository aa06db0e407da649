import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a device': events(
      call('iam', 'EnableMFADevice', {
        requestParameters: { userName: 'jiro', serialNumber: 'arn:aws:iam::111111111111:mfa/jiro' },
      }),
    ),
  },
  silent: {
    'one that is removed': events(call('iam', 'DeactivateMFADevice', { requestParameters: { userName: 'jiro' } })),
    'the same name at another service': events(call('example', 'EnableMFADevice')),
  },
};
