import type { Catalogue } from '../../domain/say.ts';

export const ACCESS_ANALYZER_JA: Catalogue = {
  'Organization analyzers of IAM Access Analyzer in the audit account, in every governed region':
    '監査アカウントにある IAM Access Analyzer の組織アナライザー（統制対象の全リージョン）',
  'Access from outside the organization, and unused access, found by IAM Access Analyzer.':
    'IAM Access Analyzer による、組織外からのアクセスと未使用のアクセスの検出。',
  'Find resources that are shared with accounts outside the organization, in every governed region. AWS charges nothing for it; the audit account becomes the delegated administrator of IAM Access Analyzer.':
    '統制対象の全リージョンで、組織外と共有されているリソースを検出します。AWS の料金はかかりません。監査アカウントが IAM Access Analyzer の委任管理者になります。',
  'Findings of external access that are meant to be: no message reports them.':
    '意図した外部アクセスの検出結果。通知されません。',
  'Unused access in every account of the organization, from the home region.':
    '組織の全アカウントの未使用のアクセス。ホームリージョンで分析します。',
  'Find roles, users, keys and permissions that nobody uses. AWS charges for each role and user.':
    '使われていないロール、ユーザー、キー、権限を検出します。ロールとユーザーの数に応じて AWS の料金がかかります。',
  'So long must access be unused to be found.': '検出の対象とする、未使用の日数。',
  'Findings of unused access that are meant to be: no message reports them.':
    '意図した未使用のアクセスの検出結果。通知されません。',
  'Conditions on one property of a finding, in the words of IAM Access Analyzer.':
    '検出結果のプロパティ 1 つに対する条件。IAM Access Analyzer の用語で書きます。',
  'By property of a finding: `resource`, `principal.AWS`, `resourceOwnerAccount`, …':
    '検出結果のプロパティ別に指定します。`resource`、`principal.AWS`、`resourceOwnerAccount` など。',
  'must say eq, neq, contains or exists': 'eq、neq、contains、exists のいずれかを指定してください',
  'must begin with a letter, followed by A-Z a-z 0-9 . _ -': '英字で始め、A-Z a-z 0-9 . _ - だけを使ってください',
  'must name at least one property': '少なくとも 1 つのプロパティを指定してください',
  'must not have two rules of one name': '同じ名前のルールを 2 つ指定することはできません',
};
