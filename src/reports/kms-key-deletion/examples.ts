import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    DisableKey: events(
      call('kms', 'DisableKey', { requestParameters: { keyId: 'arn:aws:kms:ap-northeast-1:111111111111:key/1' } }),
    ),
    ScheduleKeyDeletion: events(
      call('kms', 'ScheduleKeyDeletion', {
        requestParameters: { keyId: 'arn:aws:kms:ap-northeast-1:111111111111:key/1' },
      }),
    ),
    DeleteImportedKeyMaterial: events(
      call('kms', 'DeleteImportedKeyMaterial', {
        requestParameters: { keyId: 'arn:aws:kms:ap-northeast-1:111111111111:key/1' },
      }),
    ),
  },
  silent: {
    'reading is no change': events(call('kms', 'DescribeKey', { readOnly: true })),
    'the same name at another service': events(call('example', 'DisableKey')),
    'a key that is enabled': events(call('kms', 'EnableKey', { requestParameters: { keyId: '1' } })),
  },
};
