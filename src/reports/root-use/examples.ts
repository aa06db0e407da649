import { asRoot, call, signIn } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a call': events(call('iam', 'CreateAccessKey', { userIdentity: asRoot() })),
    'a sign-in': events(signIn({ userIdentity: asRoot() })),
  },
  silent: {
    'a user': events(call('iam', 'CreateAccessKey')),
    'a service that acts for the account': events(
      call('cloudfront', 'CreateInvalidation', { userIdentity: { ...asRoot(), invokedBy: 'support.amazonaws.com' } }),
    ),
    'an event of a service': events(call('kms', 'RotateKey', { userIdentity: asRoot(), eventType: 'AwsServiceEvent' })),
  },
};
