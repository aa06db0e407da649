import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a build': events(call('codebuild', 'UpdateProject', { requestParameters: { name: 'p' } })),
    'an approval': events(
      call('codepipeline', 'PutApprovalResult', { requestParameters: { pipelineName: 'p', actionName: 'approve' } }),
    ),
  },
  silent: {
    'a run': events(call('codebuild', 'StartBuild', { requestParameters: { projectName: 'p' } })),
    'the same name at another service': events(call('example', 'UpdateProject')),
  },
};
