import type { Catalogue } from '../../domain/say.ts';

/** Snapshots, differences and reviews of access. */
export const ACCESS: Catalogue = {
  'who has which access now, what changed, and what the owners of accounts confirmed':
    '誰がどのアクセス権を持つか、何が変わったか、アカウントの責任者が何を確認したか',
  '\nExamples:\n  metsuke access snapshot\n  metsuke access list --account 444444444444':
    '\n例:\n  metsuke access snapshot\n  metsuke access list --account 444444444444',
  'read who has access to every governed account, and keep it in the archive':
    '統制対象の全アカウントのアクセス権を読み、アーカイブに残す',
  'the access of a snapshot: users, roles with outside trust, assignments of IAM Identity Center':
    'スナップショットのアクセス権: ユーザー、外部を信頼するロール、IAM Identity Center の割り当て',
  'a day, a moment or the id of a snapshot (default: the newest)':
    '日付、日時またはスナップショットの ID（既定: 最新）',
  'what differs between two snapshots: joiners, movers, leavers, new and lost access':
    '2 つのスナップショットの差: 入社・異動・退職にあたる人、増減したアクセス権',
  'a day, a moment or the id of a snapshot': '日付、日時またはスナップショットの ID',
  'the same (default: the newest)': '同上（既定: 最新）',
  'only these accounts, by their ids': '対象のアカウント（ID）',
  'in these accounts only: ids or names': '対象のアカウント（ID または名前）',
  'end with 3 when something differs': '差があれば終了コード 3 で終わる',
  'sheets for the owners of accounts, and what came back signed; without an option: what is confirmed':
    'アカウントの責任者に渡す棚卸し表と、署名されて戻ったものの取り込み。オプションなし: 確認の状況',
  'write a sheet for each account, as CSV and HTML, into this folder':
    'アカウントごとの棚卸し表を CSV と HTML でこのフォルダに書く',
  'a finished sheet: it is kept when its signature and every cell are right':
    '記入済みの棚卸し表。署名とすべてのセルが正しければ残す',
  'of this sheet, as ssh-keygen -Y sign writes it (default: the sheet with .sig)':
    'その署名。ssh-keygen -Y sign が作るファイル（既定: 棚卸し表の名前に .sig）',
  "a folder instead of the log account's bucket": 'ログアカウントのバケットの代わりに使うフォルダ',
  "\nExamples:\n  metsuke access snapshot\n  metsuke access snapshot --account prod --archive ./logs\n  metsuke access snapshot --json | jq '.unread'\n\nIn other accounts its sessions may read IAM and nothing else, even through an administrator's role.\nExit code: 1 when an account or IAM Identity Center could not be read; the others are kept.":
    "\n例:\n  metsuke access snapshot\n  metsuke access snapshot --account prod --archive ./logs\n  metsuke access snapshot --json | jq '.unread'\n\n他のアカウントでのセッションは、管理者のロールを使っても IAM の読み取りしかできません。\n終了コード: 読めないアカウントがあるか IAM Identity Center を読めなければ 1（読めた分は残す）。",
  '\nExamples:\n  metsuke access list\n  metsuke access list --at 2026-09-30 --account 444444444444\n  metsuke access list --json | jq \'.rows[] | select(.mfa == "no" and .password == "yes")\'':
    '\n例:\n  metsuke access list\n  metsuke access list --at 2026-09-30 --account 444444444444\n  metsuke access list --json | jq \'.rows[] | select(.mfa == "no" and .password == "yes")\'',
  "\nExamples:\n  metsuke access diff --from 2026-09-30\n  metsuke access diff --from 2026-06-30 --to 2026-09-30 --exit-code\n  metsuke access diff --from 2026-09-30 --json | jq '.people.left'":
    "\n例:\n  metsuke access diff --from 2026-09-30\n  metsuke access diff --from 2026-06-30 --to 2026-09-30 --exit-code\n  metsuke access diff --from 2026-09-30 --json | jq '.people.left'",
  '\nExamples:\n  metsuke access review --out ./sheets                     one sheet for each account\n  ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n metsuke-access-review sheet.csv\n  metsuke access review --import sheet.csv --signature sheet.csv.sig\n  metsuke access review                                    who confirmed which account, and when\n\naccessReview.reviewers in metsuke.yaml says whose signature counts for which accounts.\nExit code: 1 when an account of the snapshot has no sheet, since it could not be read.':
    '\n例:\n  metsuke access review --out ./sheets                     アカウントごとに 1 つの棚卸し表\n  ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n metsuke-access-review sheet.csv\n  metsuke access review --import sheet.csv --signature sheet.csv.sig\n  metsuke access review                                    どのアカウントを誰がいつ確認したか\n\n誰の署名がどのアカウントに有効かは、metsuke.yaml の accessReview.reviewers に書きます。\n終了コード: 読めなかったために棚卸し表を作れないアカウントがあれば 1。',
  'Reading who has access: {0} of {1}': 'アクセス権を読んでいます: {0} / {1}',
  'There is an object {0} already.': 'オブジェクト {0} が既にあります。',
  'Repeat the command.': 'もう一度実行してください。',
  'left out by metsuke.yaml or --account': 'metsuke.yaml または --account により対象外',
  'Snapshot {0}: {1} of {2}\n': 'スナップショット {0}: {1}（{2}）\n',
  '{0} not read': '{0}は未読',
  '{0} not asked': '{0}は対象外',
  'no IAM Identity Center in {0}': '{0} に IAM Identity Center なし',
  'IAM Identity Center not read': 'IAM Identity Center は未読',
  'not read': '未読',
  'Snapshot of {0}\n': '{0} のスナップショット\n',
  'From {0} to {1}\n': '{0} から {1} まで\n',
  'Not compared, since one of the two has not read them: {0}\n':
    '比較していません（どちらかが読んでいないアカウント）: {0}\n',
  'Not compared: IAM Identity Center, which one of the two has not read\n':
    '比較していません: IAM Identity Center（どちらかが読んでいない）\n',
  'Nothing differs.\n': '差はありません。\n',
  'Joined: {0}': '加わった人: {0}',
  'Other access than before: {0}': 'アクセス権が変わった人: {0}',
  'Left: {0}': 'いなくなった人: {0}',
  '{0} left, and {1} is still an IAM user of {2}': '{0} はいなくなりましたが、{2} に IAM ユーザー {1} が残っています',
  snapshot: 'スナップショット',
  'Identity Center': 'Identity Center',
  'root user': 'ルートユーザー',
  'IAM user': 'IAM ユーザー',
  'role for outsiders': '外部を信頼するロール',
  'assigned user': '割り当てられたユーザー',
  'assigned group': '割り当てられたグループ',
  'user of the directory': 'ディレクトリのユーザー',
  'permission set': '許可セット',
  kind: '種類',
  through: '経由',
  access: 'アクセス権',
  password: 'パスワード',
  MFA: 'MFA',
  keys: 'アクセスキー',
  'last use': '最終使用',
  change: '変更',
  yes: 'あり',
  gone: 'なくなった',
  confirmed: '確認',
  by: '確認者',
  'to be changed or removed': '変更・削除が必要',
  '{0} sheets': '棚卸し表 {0} 件',
  '{0} of the snapshot {1} in {2}\n': '{2} に{0}（スナップショット {1}）\n',
  '{0} ({1}) confirmed {2} of the account {3}; {4} are to be changed or removed.\n':
    '{0}（{1}）がアカウント {3} の{2}を確認しました。変更・削除が必要なものは {4} 件です。\n',
  '--signature is of a sheet that is imported.': '--signature は取り込む棚卸し表の署名です。',
  'Name the sheet with --import.': '棚卸し表を --import で指定してください。',
  '--account {0}: the snapshot knows no such account.': '--account {0}: スナップショットにこのアカウントはありません。',
  'Write its 12 digits; metsuke access snapshot reads every governed account.':
    '12 桁の ID を書いてください。metsuke access snapshot は統制対象の全アカウントを読みます。',
  'is not what was written: its content and its name differ':
    'は書かれたときのものではありません。内容と名前が一致しません',
  'was taken at another time than its name says': 'は名前の日時に取られたものではありません',
  'is no snapshot of access': 'はアクセス権のスナップショットではありません',
  'Take a new snapshot (metsuke access snapshot), and ask who changed this one: nothing of Metsuke does.':
    '新しいスナップショットを取り（metsuke access snapshot）、誰が変更したかを調べてください。Metsuke が変更することはありません。',
  'The archive has no snapshot of access.': 'アーカイブにアクセス権のスナップショットがありません。',
  'Take one: metsuke access snapshot': '取得してください: metsuke access snapshot',
  'No snapshot was taken until {0}.': '{0} までに取られたスナップショットはありません。',
  'The first one is of {0}.': '最初のものは {0} です。',
  '{0} {1} is neither a day, nor a moment, nor the id of a snapshot.':
    '{0} {1} は日付でも日時でもスナップショットの ID でもありません。',
  'Write it as 2026-11-30 or 2026-11-30T09:00:00Z.': '2026-11-30 または 2026-11-30T09:00:00Z のように書いてください。',
  '{0} is no review of access.': '{0} はアクセス権の棚卸しの記録ではありません。',
  'Metsuke writes such objects and never changes them: ask who did.':
    'Metsuke はこのオブジェクトを書いた後に変更しません。誰が変更したかを調べてください。',
  'The file is no CSV in UTF-8.': 'UTF-8 の CSV ファイルではありません。',
  'Save it as "CSV UTF-8" in your spreadsheet.': '表計算ソフトで「CSV UTF-8」として保存してください。',
  'The file is no sheet of an access review.': 'アクセス権の棚卸し表ではありません。',
  'Its first line must be: {0}': '最初の行は次のとおりです: {0}',
  'Row 1 names no snapshot and no account.': '1 行目にスナップショットとアカウントがありません。',
  'Only the columns decision and remark are to be filled in. Write the sheet again: metsuke access review --out <folder>':
    '記入できるのは decision 列と remark 列だけです。棚卸し表を作り直してください: metsuke access review --out <フォルダ>',
  'The signature is none of ssh-keygen -Y sign, nor of aws kms sign.':
    'ssh-keygen -Y sign の署名でも aws kms sign の署名でもありません。',
  'No KMS key of a reviewer of the account {0} made this signature of this file.':
    'このファイルのこの署名は、アカウント {0} の確認者の KMS キーによるものではありません。',
  'accessReview.reviewers in metsuke.yaml says who reviews which accounts. A file that is changed after it is signed is refused, too.':
    '誰がどのアカウントを確認するかは metsuke.yaml の accessReview.reviewers に書きます。署名の後に変更されたファイルも拒否します。',
  'Its sheet or signature is gone.': '棚卸し表か署名がなくなっています。',
  'Its sheet was changed.': '棚卸し表が変更されています。',
  'Its signature is of another key.': '署名が別の鍵によるものです。',
  'Its rows differ from those of the sheet that was signed.': '記録の行が、署名された棚卸し表と異なります。',
  'The last review of {0} is not proven: {1}\n': '{0} の前回の棚卸しは証明できません: {1}\n',
  'must be the ARN of a KMS key, and not of an alias': 'KMS キーの ARN にしてください（エイリアスの ARN ではなく）',
  'needs either key or kmsKey': 'key と kmsKey のどちらか一方が必要です',
  'Instead: a KMS key for signatures (RSA or ECC), with which only they or a role of theirs may sign.':
    '代わりに: 本人またはそのロールだけが署名できる、署名用の KMS キー（RSA または ECC）。',
  'Sign the finished file: ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n {0} <file>':
    '記入を終えたファイルに署名してください: ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n {0} <ファイル>',
  'The key {0} signed the sheet, and is no key of a reviewer in metsuke.yaml.':
    '棚卸し表に署名した鍵 {0} は、metsuke.yaml の reviewers にありません。',
  'The owner of the account must sign it. Add the key to accessReview.reviewers if it is theirs.':
    'アカウントの責任者が署名する必要があります。責任者の鍵なら accessReview.reviewers に加えてください。',
  '{0} signed the sheet, and does not review the account {1}.':
    '棚卸し表に署名した {0} は、アカウント {1} の確認者ではありません。',
  'accessReview.reviewers in metsuke.yaml says who reviews which accounts.':
    '誰がどのアカウントを確認するかは metsuke.yaml の accessReview.reviewers に書きます。',
  '{0} confirmed the access of this snapshot already, at {1}.':
    'このスナップショットのアクセス権は {0} が {1} に確認済みです。',
  'The sheet is older than the review that {0} confirmed at {1}.':
    'この棚卸し表は、{0} が {1} に確認したものより前のものです。',
  'A review is kept once. Take a new snapshot and write a new sheet.':
    '棚卸しは 1 度だけ残ります。新しいスナップショットを取り、棚卸し表を作ってください。',
  'The archive has no snapshot {0}.': 'アーカイブにスナップショット {0} がありません。',
  'Import the sheet where its snapshot is, or take a new one: metsuke access snapshot':
    'スナップショットのある場所で取り込むか、新しく取ってください: metsuke access snapshot',
  'The snapshot {0} has not read the account {1}.': 'スナップショット {0} はアカウント {1} を読んでいません。',
  'Take a new snapshot and write a new sheet.': '新しいスナップショットを取り、棚卸し表を作ってください。',
  'The sheet has {0} rows, and {1} were written.': '棚卸し表は {0} 行ですが、作成時は {1} 行でした。',
  'Row {0} was changed: its column "{1}" is not what was written.':
    '{0} 行目が変更されています。"{1}" 列が作成時と異なります。',
  'Row {0} has no decision.': '{0} 行目に decision がありません。',
  'Row {0} has "{1}" as its decision.': '{0} 行目の decision が "{1}" です。',
  'Every row needs one of: {0}': 'すべての行に次のいずれかが必要です: {0}',
  'Another import confirmed the access of this snapshot in this moment.':
    '同じスナップショットのアクセス権が、ちょうど別の取り込みで確認されました。',
  'The signature was made for "{0}", not for "{1}".': '署名の用途は "{1}" ではなく "{0}" です。',
  'The signature uses the hash "{0}", which is not accepted.': '署名のハッシュ "{0}" は受け付けません。',
  'The signature does not fit the file: the file was changed after it was signed, or it is the signature of another file.':
    '署名がファイルと一致しません。署名の後にファイルが変更されたか、別のファイルの署名です。',
  'ARN of the Identity Center instance': 'Identity Center インスタンスの ARN',
  'id of the identity store': 'アイデンティティストアの ID',
  'must be a public key, as in ~/.ssh/id_ed25519.pub': '公開鍵（~/.ssh/id_ed25519.pub の内容）にしてください',
  'Who confirms who has which access: `metsuke access review`.':
    '誰がどのアクセス権を持つかの確認（`metsuke access`）。',
  'The region of IAM Identity Center. Absent: `homeRegion`.':
    'IAM Identity Center のリージョン。省略時は `homeRegion`。',
  'Owners of accounts: a review counts when one of them has signed it for an account of theirs.':
    'アカウントの責任者。担当するアカウントの棚卸しに署名すると、確認済みになる。',
  'Who it is, as reviews name them.': '棚卸しの記録に残す名前。',
  'Their public key of SSH: Ed25519, ECDSA or RSA, also of a security key.':
    'SSH の公開鍵。Ed25519、ECDSA、RSA。セキュリティキーのものも可。',
  'Ids of the accounts whose access they confirm.': 'アクセス権を確認するアカウントの ID。',
};
