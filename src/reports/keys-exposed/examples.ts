import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'the quarantine': events(
      call('iam', 'AttachUserPolicy', {
        requestParameters: { userName: 'jiro', policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3' },
      }),
    ),
    'its end': events(
      call('iam', 'DetachUserPolicy', {
        requestParameters: { userName: 'jiro', policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2' },
      }),
    ),
  },
  silent: {
    'another policy': events(
      call('iam', 'AttachUserPolicy', {
        requestParameters: { userName: 'jiro', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      }),
    ),
    'the same name at another service': events(call('example', 'AttachUserPolicy')),
  },
};
