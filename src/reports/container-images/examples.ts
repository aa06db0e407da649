import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an image': events(call('ecr', 'PutImage', { requestParameters: { repositoryName: 'r', imageTag: 'latest' } })),
  },
  silent: {
    'a look': events(call('ecr', 'DescribeImages', { requestParameters: { repositoryName: 'r' } })),
    'the same name at another service': events(call('example', 'PutImage')),
  },
};
