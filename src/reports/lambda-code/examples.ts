import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    code: events(call('lambda', 'UpdateFunctionCode20150331v2', { requestParameters: { functionName: 'f' } })),
    'a layer before it': events(
      call('lambda', 'UpdateFunctionConfiguration20150331v2', {
        requestParameters: { functionName: 'f', layers: ['arn:aws:lambda:ap-northeast-1:999999999999:layer:l:1'] },
      }),
    ),
    'a function that is deleted': events(
      call('lambda', 'DeleteFunction20150331', { requestParameters: { functionName: 'f' } }),
    ),
  },
  silent: {
    'a look': events(call('lambda', 'GetFunction20150331v2', { requestParameters: { functionName: 'f' } })),
    'the same name at another service': events(call('example', 'UpdateFunctionCode20150331v2')),
  },
};
