import type { Catalogue } from '../../domain/say.ts';

export const DOCTOR: Catalogue = {
  'Install Node.js {0} or newer.': 'Node.js {0} 以降をインストールしてください。',
  'none that can run the sandbox': 'サンドボックスを動かせるものがありません',
  'Only the sandbox needs it. metsuke sandbox up says what is missing.':
    'サンドボックスだけが必要とします。足りないものは metsuke sandbox up が示します。',
  'a profile': 'プロファイル',
  'temporary, in variables': '環境変数（一時的）',
  'long-lived, in variables': '環境変数（長期）',
  'a web identity': 'Web ID',
  'a container': 'コンテナ',
  'files of the AWS CLI': 'AWS CLI のファイル',
  'none in variables and files; an instance may have a role':
    '環境変数とファイルにはありません。インスタンスのロールがあるかもしれません',
  'Sign in to the management account, or name a profile with --profile.':
    '管理アカウントにサインインするか、--profile でプロファイルを指定してください。',
  'valid, home region {0}': '正しい（ホームリージョン {0}）',
  'metsuke plan tells each with its line and column.': '行と桁は metsuke plan が示します。',
  'that of AWS': 'AWS',
  'another one, by --endpoint-url or AWS_ENDPOINT_URL': '--endpoint-url または AWS_ENDPOINT_URL で指定',
  'not on this machine, or no URL': 'このマシンにないか、URL ではありません',
  'the endpoint did not answer': 'エンドポイントが応答しません',
  'See whether this machine reaches it, through a proxy if there is one.':
    'このマシンから（プロキシがあれば、それを通して）届くかを確かめてください。',
  '{0} s ahead of AWS': 'AWS より {0} 秒進んでいます',
  'Set the clock of this machine: AWS refuses signatures that are five minutes off.':
    'このマシンの時計を合わせてください。5 分ずれた署名を AWS は拒否します。',
  'no variables': '環境変数なし',
  'Read {0} before you send it: it should name nobody and nothing of yours.\n':
    '{0} は送る前に読んでください。誰の名前も、何の名前も含まないはずです。\n',
  'look at what this machine brings along: versions, kind of credentials, configuration, endpoint, clock':
    'このマシンの状態（バージョン、認証情報の種類、設定、エンドポイント、時計）を調べる',
  'write a redacted file for a report of a bug: no names, ids, addresses or secrets':
    '不具合報告のためのファイルを書く（名前、ID、メールアドレス、秘密は含まない）',
  '\nExamples:\n  metsuke doctor\n  metsuke doctor --bundle bug.json':
    '\n例:\n  metsuke doctor\n  metsuke doctor --bundle bug.json',
};
