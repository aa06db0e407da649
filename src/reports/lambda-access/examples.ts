import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    everybody: events(
      call('lambda', 'AddPermission20150331v2', {
        requestParameters: { functionName: 'f', principal: '*', action: 'lambda:InvokeFunction' },
      }),
    ),
    'an address': events(
      call('lambda', 'CreateFunctionUrlConfig', { requestParameters: { functionName: 'f', authType: 'NONE' } }),
    ),
  },
  silent: {
    'a permission that is removed': events(
      call('lambda', 'RemovePermission20150331v2', { requestParameters: { functionName: 'f' } }),
    ),
    'the same name at another service': events(call('example', 'AddPermission20150331v2')),
  },
};
