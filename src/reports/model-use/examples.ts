import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a call': events(call('bedrock', 'InvokeModel', { requestParameters: { modelId: 'example.model' } })),
  },
  silent: {
    'a list': events(call('bedrock', 'ListFoundationModels')),
    'the same name at another service': events(call('example', 'InvokeModel')),
  },
};
