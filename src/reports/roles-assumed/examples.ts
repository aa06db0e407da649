import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a role': events(
      call('sts', 'AssumeRole', {
        requestParameters: { roleArn: 'arn:aws:iam::111111111111:role/r', roleSessionName: 's' },
      }),
    ),
    'a role through an identity provider': events(
      call('sts', 'AssumeRoleWithSAML', { requestParameters: { roleArn: 'arn:aws:iam::111111111111:role/r' } }),
    ),
  },
  silent: {
    'who one is': events(call('sts', 'GetCallerIdentity')),
    'the same name at another service': events(call('example', 'AssumeRole')),
  },
};
