import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a SAML provider': events(call('iam', 'CreateSAMLProvider', { requestParameters: { name: 'okta' } })),
    'an OIDC provider': events(
      call('iam', 'CreateOpenIDConnectProvider', { requestParameters: { url: 'https://token.actions.example' } }),
    ),
    "Identity Center's directory": events(
      call('sso', 'AssociateDirectory', { requestParameters: { directoryId: 'd-1' } }),
    ),
  },
  silent: {
    'a list': events(call('iam', 'ListSAMLProviders')),
    'the same name at another service': events(call('example', 'CreateSAMLProvider')),
  },
};
