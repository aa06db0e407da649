import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a region': events(call('account', 'EnableRegion', { requestParameters: { RegionName: 'me-south-1' } })),
    'a contact': events(
      call('account', 'DeleteAlternateContact', { requestParameters: { AlternateContactType: 'SECURITY' } }),
    ),
  },
  silent: {
    'a look': events(call('account', 'GetContactInformation')),
    'the same name at another service': events(call('example', 'EnableRegion')),
  },
};
