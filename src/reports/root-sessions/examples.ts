import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a session': events(
      call('sts', 'AssumeRoot', {
        requestParameters: {
          targetPrincipal: '222222222222',
          taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials' },
        },
      }),
    ),
    'that such sessions are allowed': events(call('iam', 'EnableOrganizationsRootSessions')),
  },
  silent: {
    'a role that is taken': events(
      call('sts', 'AssumeRole', { requestParameters: { roleArn: 'arn:aws:iam::111111111111:role/r' } }),
    ),
    'the same name at another service': events(call('example', 'AssumeRoot')),
  },
};
