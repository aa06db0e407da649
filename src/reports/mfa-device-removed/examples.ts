import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'taken from a user': events(call('iam', 'DeactivateMFADevice', { requestParameters: { userName: 'jiro' } })),
    deleted: events(
      call('iam', 'DeleteVirtualMFADevice', {
        requestParameters: { serialNumber: 'arn:aws:iam::111111111111:mfa/jiro' },
      }),
    ),
    'in Identity Center': events(
      call('sso-directory', 'DeleteMfaDeviceForUser', { requestParameters: { userId: 'u-1' } }),
    ),
    'an attempt that was refused, which has its error beside it': events(
      call('iam', 'DeactivateMFADevice', { errorCode: 'AccessDenied' }),
    ),
  },
  silent: {
    'one is added': events(call('iam', 'EnableMFADevice')),
  },
};
