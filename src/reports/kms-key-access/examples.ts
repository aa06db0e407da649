import { asService, call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a policy': events(call('kms', 'PutKeyPolicy', { requestParameters: { keyId: 'key-1', policyName: 'default' } })),
    'a grant': events(
      call('kms', 'CreateGrant', {
        requestParameters: { keyId: 'key-1', granteePrincipal: 'arn:aws:iam::999999999999:root' },
      }),
    ),
    'no rotation any more': events(call('kms', 'DisableKeyRotation', { requestParameters: { keyId: 'key-1' } })),
  },
  silent: {
    'a grant that a service makes for itself': events(
      call('kms', 'CreateGrant', { requestParameters: { keyId: 'key-1' }, userIdentity: asService('ec2') }),
    ),
    'the same name at another service': events(call('example', 'PutKeyPolicy')),
  },
};
