import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a share': events(
      call('ram', 'CreateResourceShare', {
        requestParameters: { name: 's', principals: ['999999999999'], allowExternalPrincipals: true },
      }),
    ),
    'a build that everybody sees': events(
      call('codebuild', 'UpdateProjectVisibility', {
        requestParameters: {
          projectArn: 'arn:aws:codebuild:ap-northeast-1:111111111111:project/p',
          projectVisibility: 'PUBLIC_READ',
        },
      }),
    ),
    'a repository': events(call('ecr', 'SetRepositoryPolicy', { requestParameters: { repositoryName: 'r' } })),
  },
  silent: {
    'a build that is private again': events(
      call('codebuild', 'UpdateProjectVisibility', {
        requestParameters: { projectArn: 'p', projectVisibility: 'PRIVATE' },
      }),
    ),
    'the same name at another service': events(call('example', 'CreateResourceShare')),
  },
};
