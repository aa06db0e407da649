import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a trust anchor': events(
      call('rolesanywhere', 'CreateTrustAnchor', { requestParameters: { name: 'ca', enabled: true } }),
    ),
    'a profile': events(
      call('rolesanywhere', 'CreateProfile', {
        requestParameters: { name: 'p', roleArns: ['arn:aws:iam::111111111111:role/r'] },
      }),
    ),
  },
  silent: {
    'a list': events(call('rolesanywhere', 'ListTrustAnchors')),
    'the same name at another service': events(call('example', 'CreateTrustAnchor')),
  },
};
