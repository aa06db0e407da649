import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an image of an instance': events(
      call('ec2', 'CreateImage', { requestParameters: { instanceId: 'i-1', name: 'copy' } }),
    ),
    'an export': events(call('ec2', 'ExportImage', { requestParameters: { imageId: 'ami-1' } })),
  },
  silent: {
    'a look': events(call('ec2', 'DescribeImages')),
    'the same name at another service': events(call('example', 'CreateImage')),
  },
};
