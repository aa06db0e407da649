import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'TLS 1.0': events(call('s3', 'ListBuckets', { tlsDetails: { tlsVersion: 'TLSv1' } })),
    'TLS 1.1': events(call('s3', 'ListBuckets', { tlsDetails: { tlsVersion: 'TLSv1.1' } })),
  },
  silent: {
    'TLS 1.2': events(call('s3', 'ListBuckets', { tlsDetails: { tlsVersion: 'TLSv1.2' } })),
    'a service, which says nothing': events(call('s3', 'ListBuckets', { tlsDetails: undefined })),
  },
};
