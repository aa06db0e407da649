import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a role': events(
      call('ec2', 'AssociateIamInstanceProfile', {
        requestParameters: {
          AssociateIamInstanceProfileRequest: { InstanceId: 'i-1', IamInstanceProfile: { Name: 'p' } },
        },
      }),
    ),
    'metadata without a token': events(
      call('ec2', 'ModifyInstanceMetadataOptions', {
        requestParameters: { ModifyInstanceMetadataOptionsRequest: { InstanceId: 'i-1', HttpTokens: 'optional' } },
      }),
    ),
    'the serial console': events(call('ec2', 'EnableSerialConsoleAccess')),
  },
  silent: {
    'metadata with a token': events(
      call('ec2', 'ModifyInstanceMetadataOptions', {
        requestParameters: { ModifyInstanceMetadataOptionsRequest: { InstanceId: 'i-1', HttpTokens: 'required' } },
      }),
    ),
    'the same name at another service': events(call('example', 'AssociateIamInstanceProfile')),
  },
};
