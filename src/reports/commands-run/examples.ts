import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a command': events(
      call('ssm', 'SendCommand', {
        requestParameters: { instanceIds: ['i-1', 'i-2'], documentName: 'AWS-RunShellScript' },
      }),
    ),
    'an automation': events(
      call('ssm', 'StartAutomationExecution', { requestParameters: { documentName: 'AWS-StopEC2Instance' } }),
    ),
    'a shell in a container': events(
      call('ecs', 'ExecuteCommand', { requestParameters: { cluster: 'c', container: 'app', interactive: true } }),
    ),
  },
  silent: {
    'a list': events(call('ssm', 'ListCommands')),
    'the same name at another service': events(call('example', 'SendCommand')),
  },
};
