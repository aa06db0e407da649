import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    StopConfigurationRecorder: events(
      call('config', 'StopConfigurationRecorder', { requestParameters: { configurationRecorderName: 'default' } }),
    ),
    DeleteDeliveryChannel: events(
      call('config', 'DeleteDeliveryChannel', { requestParameters: { configurationRecorderName: 'default' } }),
    ),
    PutConfigurationRecorder: events(
      call('config', 'PutConfigurationRecorder', { requestParameters: { configurationRecorderName: 'default' } }),
    ),
    DeleteConfigRule: events(
      call('config', 'DeleteConfigRule', { requestParameters: { configurationRecorderName: 'default' } }),
    ),
  },
  silent: {
    'reading is no change': events(call('config', 'DescribeConfigurationRecorders', { readOnly: true })),
    'the same name at another service': events(call('example', 'StopConfigurationRecorder')),
    evaluations: events(call('config', 'PutEvaluations')),
  },
};
