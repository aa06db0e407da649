import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a copy with a key that only the caller has': events(
      call('s3', 'CopyObject', {
        requestParameters: { bucketName: 'b', key: 'k', 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
      }),
    ),
    'an upload with one': events(
      call('s3', 'PutObject', {
        requestParameters: { bucketName: 'b', key: 'k', 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
      }),
    ),
    'a note by another name': events(
      call('s3', 'PutObject', { requestParameters: { bucketName: 'b', key: 'a/All_Files_Have_Been_Encrypted.html' } }),
    ),
    'a note': events(
      call('s3', 'PutObject', { requestParameters: { bucketName: 'b', key: 'HOW_TO_DECRYPT_FILES.txt' } }),
    ),
  },
  silent: {
    'an upload': events(call('s3', 'PutObject', { requestParameters: { bucketName: 'b', key: 'report.csv' } })),
    'the same name at another service': events(call('example', 'CopyObject')),
  },
};
