import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a guardrail': events(call('bedrock', 'DeleteGuardrail', { requestParameters: { guardrailIdentifier: 'g-1' } })),
    'a model that is enabled': events(
      call('bedrock', 'PutFoundationModelEntitlement', { requestParameters: { modelId: 'example.model' } }),
    ),
  },
  silent: {
    'a call': events(call('bedrock', 'InvokeModel', { requestParameters: { modelId: 'example.model' } })),
    'the same name at another service': events(call('example', 'DeleteGuardrail')),
  },
};
