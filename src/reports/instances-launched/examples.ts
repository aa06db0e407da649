import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an instance': events(
      call('ec2', 'RunInstances', {
        requestParameters: {
          instanceType: 'p3.2xlarge',
          instancesSet: { items: [{ imageId: 'ami-1', minCount: 1, maxCount: 10 }] },
        },
      }),
    ),
    'a notebook': events(
      call('sagemaker', 'CreateNotebookInstance', {
        requestParameters: { notebookInstanceName: 'n', instanceType: 'ml.p3.2xlarge' },
      }),
    ),
  },
  silent: {
    'a look': events(call('ec2', 'DescribeInstances')),
    'the same name at another service': events(call('example', 'RunInstances')),
  },
};
