import { listCalls, request, requests } from '../call-list.ts';

export const accessKeysChanged = listCalls({
  id: 'access-keys-changed',
  title: { en: 'Access keys and other credentials changed', ja: 'アクセスキーなどの認証情報の変更' },
  question: {
    en: 'Which long-lived credentials were switched on or off, deleted or added beside access keys?',
    ja: '長期の認証情報のうち、有効化・無効化・削除されたもの、アクセスキー以外で追加されたものはどれか。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  calls: {
    iam: [
      'CreateServiceSpecificCredential',
      'DeleteAccessKey',
      'DeleteSSHPublicKey',
      'DeleteServiceSpecificCredential',
      'DeleteSigningCertificate',
      'ResetServiceSpecificCredential',
      'UpdateAccessKey',
      'UploadSSHPublicKey',
      'UploadSigningCertificate',
    ],
  },
  target: [...requests('userName'), 'useridentity.username'],
  also: { access_key: request('accessKeyId'), effect: request('status') },
});
