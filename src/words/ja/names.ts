import type { Catalogue } from '../../domain/say.ts';

/** Names and kinds of files that are refused: words that follow a name. */
export const NAMES: Catalogue = {
  'has invisible characters in its name': '名前に見えない文字があります',
  'has a backslash in its name': '名前にバックスラッシュがあります',
  'has ".." as a part of its name, which leads out of a folder': '名前の一部が「..」で、フォルダの外に出ます',
  'has "." as a part of its name': '名前の一部が「.」です',
  'begins with a slash': '名前がスラッシュで始まります',
  'has an empty part in its name': '名前に空の部分があります',
  'has ".metsuke" as a part of its name, where Metsuke keeps notes of its own':
    '名前の一部が、Metsuke が自分の記録を置く「.metsuke」です',
  'has a part in its name that begins like a drive of Windows': '名前に Windows のドライブのように始まる部分があります',
  'has a part in its name that Windows reserves for a device': '名前に Windows がデバイスに予約している部分があります',
  'has a part in its name that ends with a dot or a space, which Windows leaves out':
    '名前に、Windows が省く末尾の点か空白のある部分があります',
  'has a name of more than {0} bytes': '名前が {0} バイトを超えます',
  'has a part in its name of more than {0} bytes': '名前に {0} バイトを超える部分があります',
  'differs from {0} in case or in its Unicode form alone, and would replace it':
    '{0} とは大文字小文字か Unicode の形だけが違い、置き換えてしまいます',
  'lies behind the symbolic link {0}, which is not followed': 'シンボリックリンク {0} の先にあり、たどりません',
  'needs a folder {0}, where there is a file': 'フォルダ {0} が必要ですが、そこにはファイルがあります',
  'has a symbolic link in its place, which is not followed': 'その場所にシンボリックリンクがあり、たどりません',
  'has a folder in its place': 'その場所にフォルダがあります',
  'has a pipe or a device in its place': 'その場所にパイプかデバイスがあります',
  'is a symbolic link, which is not followed: put the file itself in its place':
    'シンボリックリンクなのでたどりません。ファイルそのものを置いてください',
  'cannot be read: you have no permission; ask its owner, or read as a user who has it':
    '権限がなく読めません。所有者に頼むか、読めるユーザーで実行してください',
  'cannot be looked into: you have no permission; ask its owner, or read as a user who has it':
    '権限がなく中を見られません。所有者に頼むか、読めるユーザーで実行してください',
  'is a socket, and a file is needed: remove it': 'ファイルではなくソケットです。削除してください',
  'is a folder, and a file is needed: move it away': 'ファイルではなくフォルダです。別の場所に移してください',
  'lies below a file, where a folder is needed: remove that file':
    '上位がフォルダではなくファイルです。そのファイルを削除してください',
  'cannot be read: the disk reports an error; copy it again':
    'ディスクがエラーを報告していて読めません。もう一度コピーしてください',
  'is a named pipe, and a file is needed: remove it': 'ファイルではなく名前付きパイプです。削除してください',
  'is a device, and a file is needed: remove it': 'ファイルではなくデバイスです。削除してください',
  'has {0} MB, and nothing of its kind has more than {1}: look who put it there':
    '{0} MB あります。この種のものは {1} MB を超えません。誰が置いたか調べてください',
  'inflates to more than {0} MiB, and no log file does: look who put it there':
    '展開すると {0} MiB を超えます。ログファイルではあり得ません。誰が置いたか調べてください',
  'has more records than any log file: look who put it there':
    'レコードがログファイルではあり得ないほど多くあります。誰が置いたか調べてください',
  'is no JSON: copy it again': 'JSON ではありません。もう一度コピーしてください',
  'has metadata in a file beside it, with {0} behind its name, which {1}':
    'メタデータのファイル（名前の末尾に {0}）に問題があります: {1}',
  'ends with {0}, as the notes that a copy keeps beside its objects':
    '名前の末尾が、コピーがオブジェクトの横に置く記録と同じ {0} です',
  'lies where metsuke archive compact keeps the table of a copy':
    'metsuke archive compact がコピーの表を置く場所にあります',
  'No object of {0} is read under the name {1}.': '{0} のオブジェクトを {1} という名前では読みません。',
  '{0} is no folder, and Metsuke keeps its notes in it.':
    '{0} は Metsuke が記録を置く場所ですが、フォルダではありません。',
  'Remove it, or name another folder.': '削除するか、別のフォルダを指定してください。',
  'The object {0} of {1} {2}.': '{1} のオブジェクト {0}: {2}。',
  'The public key {0} {1}.': '公開鍵 {0}: {1}。',
  'A fingerprint is letters and digits: look where the list of public keys comes from.':
    'フィンガープリントは英数字です。公開鍵の一覧の出どころを調べてください。',
  '{0}/{1} {2}.': '{0}/{1}: {2}。',
  'It {0}.': '{0}。',
  'it {0}': '{0}',
  '{0} (and {1} more like it)': '{0}（ほかに {1} 件）',
};
