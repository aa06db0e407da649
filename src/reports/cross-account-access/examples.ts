import { asRole, asService, call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a role of another account': events(
      call('sts', 'AssumeRole', { userIdentity: asRole('Deployer', 'ci', '222222222222') }),
    ),
    'a reader without a name': events(
      call('s3', 'GetObject', {
        userIdentity: { type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL', arn: undefined },
      }),
    ),
  },
  silent: {
    'the account itself': events(call('sts', 'AssumeRole', { userIdentity: asRole('Deployer') })),
    'a service': events(call('sts', 'AssumeRole', { userIdentity: asService('ec2') })),
  },
};
