import { listCalls, requests } from '../call-list.ts';

export const modelSafeguards = listCalls({
  id: 'model-safeguards',
  title: { en: 'Safeguards of models changed', ja: '生成 AI モデルの保護の変更' },
  question: {
    en: 'Who changed guardrails, invocation logs or access of models?',
    ja: 'モデルのガードレール、呼び出しログ、利用許可を変えたのは誰か。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'logging',
  calls: {
    bedrock: [
      'CreateFoundationModelAgreement',
      'CreateGuardrail',
      'DeleteCustomModel',
      'DeleteFoundationModelAgreement',
      'DeleteGuardrail',
      'DeleteModelInvocationLoggingConfiguration',
      'PutFoundationModelEntitlement',
      'PutModelInvocationLoggingConfiguration',
      'PutUseCaseForModelAccess',
      'UpdateGuardrail',
    ],
  },
  target: requests('guardrailIdentifier', 'name', 'modelId', 'modelIdentifier'),
});
