import { countCalls } from '../call-count.ts';
import { request } from '../call-list.ts';

export const modelUse = countCalls({
  id: 'model-use',
  title: { en: 'Use of generative models', ja: '生成 AI モデルの利用' },
  question: { en: 'Who calls which models, how often?', ja: 'どのモデルを誰が何回呼び出したか。' },
  audience: 'security',
  severity: 'low',
  topic: 'activity',
  calls: {
    bedrock: [
      'ApplyGuardrail',
      'Converse',
      'ConverseStream',
      'InvokeAgent',
      'InvokeModel*',
      'CreateModelInvocationJob',
      'RetrieveAndGenerate',
    ],
    'bedrock-agentcore': ['InvokeAgentRuntime'],
  },
  by: { region: 'awsregion', event: 'eventname', target: request('modelId') },
  chart: { label: 'actor', value: 'calls' },
});
