import { asRole, asService, call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a key of a user': events(call('s3', 'ListBuckets')),
  },
  silent: {
    'a session of a role': events(call('s3', 'ListBuckets', { userIdentity: asRole('Admin') })),
    'a service': events(call('s3', 'ListBuckets', { userIdentity: asService('config') })),
  },
};
