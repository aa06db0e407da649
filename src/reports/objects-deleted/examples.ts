import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a bucket': events(call('s3', 'DeleteBucket', { requestParameters: { bucketName: 'b' } })),
    'many objects': events(call('s3', 'DeleteObjects', { requestParameters: { bucketName: 'b' } })),
  },
  silent: {
    'an object': events(call('s3', 'GetObject', { requestParameters: { bucketName: 'b' } })),
    'the same name at another service': events(call('example', 'DeleteBucket')),
  },
};
