import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an address': events(call('s3', 'ListBuckets')),
    'an address of IPv6': events(call('s3', 'ListBuckets', { sourceIPAddress: '2001:db8::1' })),
  },
  silent: {
    'a service': events(call('s3', 'ListBuckets', { sourceIPAddress: 'config.amazonaws.com' })),
    'AWS itself': events(call('s3', 'ListBuckets', { sourceIPAddress: 'AWS Internal' })),
  },
};
