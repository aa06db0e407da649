import { listCalls, request, response } from '../call-list.ts';

export const accessKeysCreated = listCalls({
  id: 'access-keys-created',
  title: { en: 'Access keys created', ja: '作成されたアクセスキー' },
  question: { en: 'Who made a long-lived key, and for whom?', ja: '長期のアクセスキーを誰が誰のために作成したか。' },
  audience: 'security',
  severity: 'high',
  topic: 'identity',
  calls: { iam: ['CreateAccessKey'] },
  target: [request('userName'), response('accessKey.userName'), 'useridentity.username'],
  also: { access_key: response('accessKey.accessKeyId') },
});
