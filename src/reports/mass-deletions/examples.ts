import { asService, call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a deletion': events(call('ec2', 'DeleteVolume', { requestParameters: { volumeId: 'vol-1' } })),
  },
  silent: {
    'a list': events(call('ec2', 'DescribeVolumes')),
    'a service': events(call('ec2', 'DeleteNetworkInterface', { userIdentity: asService('lambda') })),
  },
};
