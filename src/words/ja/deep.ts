import type { Catalogue } from '../../domain/say.ts';

/** What every account and region is asked itself. */
export const DEEP: Catalogue = {
  '--account chooses where --deep looks.': '--account は --deep で調べる先を選ぶものです。',
  'Add --deep.': '--deep を付けてください。',
  'first ask every account and region what works (some ten calls each), and for drift, as status --deep does':
    'はじめに、status --deep と同じように、各アカウント・リージョンに動作を問い合わせ（それぞれ 10 回ほどの呼び出し）、ドリフトも調べる',
  'Asking every account what works, and CloudFormation for drift':
    '各アカウントに動いているかどうかを、CloudFormation にドリフトを問い合わせています',
  'Compare these resources with the template, with credentials of the account, and put back by the API of the service what differs:':
    'そのアカウントの認証情報で、これらのリソースをテンプレートと見比べ、違うところをサービスの API で戻してください:',
  'Put it back by the API of the service, with the role {0} of the account, which the guardrails let do so:':
    'そのアカウントのロール {0} で、サービスの API を使って戻してください（ガードレールはこのロールを止めません）:',
  'found by a look at every account': '全アカウントの調査で判明',
  'metsuke plan --deep shows what repairs it, and metsuke apply --deep does it:':
    '修復のしかたは metsuke plan --deep に表示され、metsuke apply --deep で実行できます:',
  'Whether {0}{1} was changed by hand is unknown: {2}': '{0}{1} が手作業で変更されたかどうかは不明です: {2}',
  'Asking every account what works': '各アカウントに、動いているかどうかを問い合わせています',
  'ask every account and region itself what works (some ten calls each), and for drift':
    '動いているかどうかを、各アカウント・リージョンに直接問い合わせ（それぞれ 10 回ほどの呼び出し）、ドリフトも調べる',
  'with --deep: in these accounts only, ids or names': '--deep で調べるアカウントを絞る（ID または名前）',
  '{0} parts': '{0} 件',
  'Asked {0} in {1} accounts × regions: {2} work, {3} do not, {4} are unknown.':
    '{1} か所（アカウント × リージョン）で {0}を調べました。動いているもの {2}、動いていないもの {3}、不明 {4}。',
  'The rule {0} is switched off.': 'ルール {0} が無効になっています。',
  'The rule {0} does not lead to its target.': 'ルール {0} のターゲットが失われています。',
  'The stack {0} is gone.': 'スタック {0} がありません。',
  'CloudFormation works on it ({0}): look again later':
    'CloudFormation が処理中です（{0}）。後でもう一度調べてください',
  'The stack {0} is {1}: {2}': 'スタック {0} の状態は {1} です: {2}',
  '{0} is gone, though its stack is there.': 'スタックはあるのに、{0} がありません。',
  '{0} does not record.': '{0} は記録していません。',
  'The alarm {0} tells nobody.': 'アラーム {0} は、だれにも知らせない設定になっています。',
  '{0} is switched off.': '{0} が無効になっています。',
  '{0} cannot deliver: {1}': '{0} は配信できていません: {1}',
  'Look at the bucket and its policy: metsuke plan --deep shows what was changed there.':
    'バケットとそのポリシーを確認してください。何が変更されたかは metsuke plan --deep で分かります。',
  'The role {0} is gone: CloudFormation cannot work there.':
    'ロール {0} がありません。CloudFormation はそのアカウントで何もできません。',
  'Delete its stack if that is left, and make it again with credentials of the account; docs/first-deployment.md has the parameters:':
    'スタックが残っていれば削除し、そのアカウントの認証情報で作り直してください。パラメータは docs/ja/first-deployment.md にあります:',
  'The service-linked role {0} is gone.': 'サービスにリンクされたロール {0} がありません。',
  'GuardDuty has no detector.': 'GuardDuty の検出器がありません。',
  'GuardDuty is suspended.': 'GuardDuty が停止されています。',
  'The default preferences of sessions are not those of metsuke.yaml.':
    'セッションの既定の設定が metsuke.yaml のものではありません。',
  'Set sessions.asDefault to false, apply, set it to true, and apply again.':
    'sessions.asDefault を false にして適用し、true に戻してもう一度適用してください。',
  'Default host management is switched off.': 'デフォルトのホスト管理が無効になっています。',
  'defaults of sessions': 'セッションの既定値',
  'what works, account × region': '動いているかどうか（アカウント × リージョン）',
  'In the account {0} ({1}), {2}: {3}': 'アカウント {0} ({1})、{2}: {3}',
  'Whether {0} parts in the account {1} ({2}), {3}, work is unknown: {4}':
    'アカウント {1} ({2})、{3} の {0} 件が動いているかどうかは不明です: {4}',
  'metsuke check --accounts tries the role that looks there.':
    'そこを調べるロールを使えるかどうかは metsuke check --accounts で試せます。',
  'Run this with credentials of the account:': 'そのアカウントの認証情報で実行してください:',
  'Make it again by hand as its template says, which metsuke synth writes.':
    'metsuke synth が書き出すテンプレートのとおりに、手で作り直してください。',
};
