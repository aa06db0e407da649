import { listCalls, request, requests } from '../call-list.ts';

export const lambdaCode = listCalls({
  id: 'lambda-code',
  title: { en: 'Code of functions changed', ja: 'Lambda 関数のコードの変更' },
  question: {
    en: 'Who changed, added or deleted what Lambda runs?',
    ja: 'Lambda が実行する内容を変更・追加・削除したのは誰か。',
  },
  audience: 'operations',
  severity: 'medium',
  topic: 'activity',
  calls: {
    lambda: [
      'CreateFunction*',
      'DeleteFunction*',
      'DeleteLayerVersion*',
      'PublishLayerVersion*',
      'UpdateFunctionCode*',
      'UpdateFunctionConfiguration*',
      'UpdateAlias*',
      'UpdateCodeSigningConfig*',
      'DeleteFunctionCodeSigningConfig*',
    ],
  },
  target: requests('functionName', 'layerName'),
  also: { source: request('layers[0]') },
  when: `eventname NOT LIKE '%FunctionUrlConfig%' AND eventname NOT LIKE '%FunctionEventInvokeConfig%'`,
});
