import { listCalls, requests } from '../call-list.ts';

export const sessionSettings = listCalls({
  id: 'session-settings',
  title: { en: 'Rules of sessions changed', ja: 'セッション設定の変更' },
  question: {
    en: 'Who changed what sessions record, or shared or changed a document of Systems Manager?',
    ja: 'セッションの記録設定を変えた、または Systems Manager のドキュメントを変更・共有したのは誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'logging',
  calls: {
    ssm: [
      'CreateDocument',
      'DeleteActivation',
      'CreateActivation',
      'DeleteDocument',
      'DeregisterManagedInstance',
      'ModifyDocumentPermission',
      'ResetServiceSetting',
      'UpdateDocument',
      'UpdateDocumentDefaultVersion',
      'UpdateManagedInstanceRole',
      'UpdateServiceSetting',
    ],
    'ssm-guiconnect': ['UpdateConnectionRecordingPreferences', 'DeleteConnectionRecordingPreferences'],
  },
  target: requests('name', 'settingId', 'instanceId', 'activationId', 'defaultInstanceName'),
});
