import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an alarm': events(call('monitoring', 'DeleteAlarms', { requestParameters: { alarmNames: ['a'] } })),
    'a rule': events(call('events', 'DisableRule', { requestParameters: { name: 'r' } })),
    'a topic': events(
      call('sns', 'DeleteTopic', { requestParameters: { topicArn: 'arn:aws:sns:ap-northeast-1:111111111111:t' } }),
    ),
  },
  silent: {
    'an alarm that is made': events(call('monitoring', 'PutMetricAlarm', { requestParameters: { alarmName: 'a' } })),
    'the same name at another service': events(call('example', 'DeleteAlarms')),
  },
};
