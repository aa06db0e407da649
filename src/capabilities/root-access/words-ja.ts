import type { Catalogue } from '../../domain/say.ts';

export const ROOT_ACCESS_JA: Catalogue = {
  'Root users of member accounts, managed centrally by IAM.':
    'メンバーアカウントのルートユーザーの、IAM による一元管理。',
  'Let IAM manage the root users of member accounts centrally. The audit account becomes the delegated administrator of IAM.':
    'メンバーアカウントのルートユーザーを IAM で一元管理します。監査アカウントが IAM の委任管理者になります。',
  'Root sessions: what only a root user can do, such as opening a bucket that its policy locks, is done from the management account or the audit account, without credentials of root users.':
    'ルートセッション。ポリシーでロックされたバケットの解除など、ルートユーザーにしかできない操作を、ルートユーザーの認証情報なしで管理アカウントまたは監査アカウントから行えます。',
  'Delete passwords, access keys, MFA devices and signing certificates of root users of members. Only a password comes back, by recovery.':
    'メンバーアカウントのルートユーザーのパスワード、アクセスキー、MFA デバイス、署名証明書を削除します。元に戻せるのはパスワードだけです（再設定が必要です）。',
  'Centralized root access of IAM, administered by the audit account':
    'IAM によるルートアクセスの一元管理（監査アカウントに委任）',
  'root users of members are managed by nobody centrally, as far as that was so before':
    'メンバーアカウントのルートユーザーの一元管理が、有効にする前の状態に戻ります',
  'No credentials of root users, in every governed member account':
    'ルートユーザーの認証情報の削除（統制対象の全メンバーアカウント）',
  'root users of members whose password was deleted may recover it':
    'パスワードを削除したメンバーアカウントのルートユーザーが、パスワードを再設定できるようになります',
  'centralized root access': 'ルートアクセスの一元管理',
  'The guardrail root-user lets root users do nothing, and there are no root sessions: nobody can open a bucket or queue that its policy locks.':
    'ガードレール root-user がルートユーザーの操作をすべて拒否しますが、ルートセッションが有効になっていません。ポリシーでロックされたバケットやキューを誰も解除できません。',
  'Enable rootAccess with sessions in metsuke.yaml, then apply.':
    'metsuke.yaml で rootAccess とその sessions を有効にし、apply してください。',
  'credentials of root users': 'ルートユーザーの認証情報',
  'The root user has {0}.': 'ルートユーザーに {0} があります。',
  'rootAccess.removeCredentials removes it.': 'rootAccess.removeCredentials で削除できます。',
  'passwords of root users are deleted; only a recovery makes new ones':
    'ルートユーザーのパスワードが削除されます。新しいパスワードは再設定でしか作れません',
  'access keys of root users are deleted for good: {0}': 'ルートユーザーのアクセスキーが削除され、元に戻せません: {0}',
  'MFA devices of root users are removed: {0}': 'ルートユーザーの MFA デバイスが削除されます: {0}',
  'signing certificates of root users are deleted for good: {0}':
    'ルートユーザーの署名証明書が削除され、元に戻せません: {0}',
};
