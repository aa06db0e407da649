import { asRole, asRoot, signIn } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a user': events(signIn({ additionalEventData: { MFAUsed: 'No' } })),
    'the root user': events(signIn({ userIdentity: asRoot(), additionalEventData: { MFAUsed: 'No' } })),
  },
  silent: {
    'with MFA': events(signIn()),
    'a sign-in that failed': events(
      signIn({ additionalEventData: { MFAUsed: 'No' }, responseElements: { ConsoleLogin: 'Failure' } }),
    ),
    'a federated role, whose identity provider asks for it': events(
      signIn({ userIdentity: asRole('Admin'), additionalEventData: { MFAUsed: 'No' } }),
    ),
  },
};
