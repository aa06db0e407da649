import { firstOf, listCalls, requests } from '../call-list.ts';

export const lambdaAccess = listCalls({
  id: 'lambda-access',
  title: { en: 'Functions opened to callers', ja: 'Lambda 関数の呼び出し許可' },
  question: {
    en: 'Who may call a function now who could not before?',
    ja: '関数を新たに呼び出せるようにした相手は誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'identity',
  calls: {
    lambda: [
      'AddLayerVersionPermission*',
      'AddPermission*',
      'CreateEventSourceMapping*',
      'CreateFunctionUrlConfig*',
      'UpdateFunctionUrlConfig*',
      'UpdateEventSourceMapping*',
    ],
  },
  target: requests('functionName', 'layerName', 'uuid'),
  also: { granted: firstOf(requests('principal', 'authType', 'eventSourceArn')) },
});
