import { asRole, call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an access that was refused': events(call('sso', 'GetRoleCredentials', { errorCode: 'ForbiddenException' })),
    'a wrong password': events(
      call('signin', 'CredentialVerification', { serviceEventDetails: { CredentialVerification: 'Failure' } }),
    ),
    'a permission set that is too small': events(
      call('ec2', 'RunInstances', {
        errorCode: 'Client.UnauthorizedOperation',
        userIdentity: asRole('AWSReservedSSO_ReadOnly_0123456789abcdef'),
      }),
    ),
  },
  silent: {
    'a password that is right': events(
      call('signin', 'CredentialVerification', { serviceEventDetails: { CredentialVerification: 'Success' } }),
    ),
    'another role': events(
      call('ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation', userIdentity: asRole('ci') }),
    ),
    'a permission set that is enough': events(
      call('ec2', 'RunInstances', { userIdentity: asRole('AWSReservedSSO_Admin_0123456789abcdef') }),
    ),
  },
};
