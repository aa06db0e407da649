import type { Catalogue } from '../../domain/say.ts';

export const EVIDENCE: Catalogue = {
  'It does not say what the bundle is about.': '何についての証拠一式かが書かれていません。',
  '{0} holds no {1}: it is no evidence bundle, or its seal is gone.':
    '{0} に {1} がありません。証拠一式ではないか、封印が失われています。',
  'Its SHA-256 is {0}, not {1}: it is another seal than the one that was kept.':
    'SHA-256 は {0} で、{1} ではありません。保管していた封印とは別のものです。',
  'The bundle is not signed, or its signature is gone.': '証拠一式に署名がないか、署名が失われています。',
  'It is not the signature of this seal by {0}.': '{0} によるこの封印の署名ではありません。',
  'the key that was given': '指定した鍵',
  'A line is none of sha256sum.': 'sha256sum の形式ではない行があります。',
  'It was sealed and is gone.': '封印したときにあったものが、なくなっています。',
  'It is not as it was sealed.': '封印したときと内容が違います。',
  'It was not there when it was sealed.': '封印したときにはなかったものです。',
  'It says {0}, which is not found any more.': '{0} とありますが、今は見つかりません。',
  'It does not say {0}, which is found now.': '今は {0} が見つかりますが、書かれていません。',
  'Nothing was delivered for these accounts in this time.': 'この期間、これらのアカウントには何も配信されていません。',
  'Times are UTC. metsuke evidence verify shows which accounts and days the archive has.':
    '時刻は UTC です。アーカイブにあるアカウントと日は metsuke evidence verify で分かります。',
  '{0} is not empty.': '{0} が空ではありません。',
  'Name another folder with --out, or remove it.': '--out で別のフォルダを指定するか、削除してください。',
  'Make one with: openssl genpkey -algorithm ed25519 -out signer.key':
    '作成するには: openssl genpkey -algorithm ed25519 -out signer.key',
  '{0} is no private key in PEM form without a password.': '{0} は、パスワードなしの PEM 形式の秘密鍵ではありません。',
  '{0} is neither an Ed25519 nor an RSA key.': '{0} は Ed25519 の鍵でも RSA の鍵でもありません。',
  'The file is no gzipped digest.': 'ファイルが gzip 形式のダイジェストではありません。',
  'The digest says that its place is {0}.': 'ダイジェストには、置き場所が {0} だとあります。',
  'No signature is kept with it, and no later digest repeats it.':
    '署名がなく、後のダイジェストにも記録されていません。',
  'CloudTrail had no key {0} in {1} then.': 'CloudTrail には、そのとき {1} に鍵 {0} がありませんでした。',
  'The signature is not that of key {0} for this content.': 'この内容に対する鍵 {0} の署名ではありません。',
  '{0} says that it came before, and the archive does not have it.':
    '{0} には、この前にあったと書かれていますが、アーカイブにありません。',
  'another signature': '署名',
  'another hash': 'ハッシュ',
  'It names {0} as the digest before it, with {1} than that one has.':
    '前のダイジェストを {0} としていますが、{1}が違います。',
  'The digest after it names another one as its predecessor.':
    '次のダイジェストは、別のものを前のダイジェストとしています。',
  'CloudTrail delivered this log file; it was deleted since. Its events are not in the archive.':
    'CloudTrail が配信した後に削除されたログファイルです。そのイベントはアーカイブにありません。',
  'The log file is not what CloudTrail delivered. Trust nothing in it.':
    'CloudTrail が配信したものとは違うログファイルです。内容を信用しないでください。',
  'No digest names this log file: CloudTrail did not put it there, or it was moved.':
    'このログファイルを挙げているダイジェストがありません。CloudTrail が置いたものではないか、移動されました。',
  'A digest was deleted. The log files of its hour cannot be proven.':
    'ダイジェストが削除されました。その 1 時間のログファイルは証明できません。',
  'CloudTrail delivers a digest every hour, and this one should be here: it was deleted, or validation was switched off.':
    'CloudTrail は 1 時間ごとにダイジェストを配信するので、ここにあるはずです。削除されたか、検証が無効にされました。',
  'The digest was damaged or replaced. The log files of its hour cannot be proven.':
    'ダイジェストが壊れているか、差し替えられました。その 1 時間のログファイルは証明できません。',
  'The digest carries no signature: CloudTrail was not the last to write it.':
    'ダイジェストに署名がありません。最後に書き込んだのは CloudTrail ではありません。',
  'The signature does not fit: the digest, its place or its signature was changed.':
    '署名が合いません。ダイジェスト、その置き場所、署名のどれかが変更されています。',
  'The digest was signed with a key that CloudTrail did not have then: CloudTrail did not sign it.':
    'そのとき CloudTrail になかった鍵で署名されたダイジェストです。署名したのは CloudTrail ではありません。',
  'The digest says that it belongs elsewhere: it was moved or copied here.':
    'ダイジェスト自身の記録と置き場所が違います。移動されたか、コピーされたものです。',
  'The chain goes past this digest: it was put there later.':
    '連鎖がこのダイジェストを通っていません。後から置かれたものです。',
  'The digest before it is not the one that CloudTrail wrote: one of the two was replaced.':
    '前のダイジェストが、CloudTrail の書いたものと違います。どちらかが差し替えられています。',
  'There are log files and no digest at all: nothing proves them.':
    'ログファイルがあるのに、ダイジェストが 1 つもありません。証明するものがありません。',
  'It is in the time that digests cover.': 'ダイジェストのある期間に入っています。',
  'Its name is none that CloudTrail gives.': 'CloudTrail が付ける名前ではありません。',
  'Log files delivered while validation was off, from {0} to {1}: no digest proves them.':
    '検証が無効だった {0} から {1} までに配信されたログファイルです。証明するダイジェストがありません。',
  ' Without proof because of it: {0}.': ' このため証明できないもの: {0}。',
  'A new chain begins after {0}: validation or the trail was off until {1}.':
    '{0} の後に新しい連鎖が始まります。{1} まで、検証か証跡が無効でした。',
  'The archive begins with {0}; what came before was removed.':
    'アーカイブは {0} から始まります。それより前のものは削除されています。',
  'Log files older than the first digest: no digest proves them.':
    '最初のダイジェストより前のログファイルです。証明するダイジェストがありません。',
  '1 log file': 'ログファイル 1 個',
  '{0}, this one first; no digest in the archive.': '{0}（これが最初）があり、アーカイブにダイジェストがありません。',
  '{0} came after the last digest ({1}), this one first, and no digest since.':
    '最後のダイジェスト（{1}）の後に、{0}（これが最初）が届きましたが、その後のダイジェストがありません。',
  'Nothing was delivered after {0}: the trail was stopped, or the account closed.':
    '{0} の後は何も配信されていません。証跡が止まったか、アカウントが解約されました。',
  'Log files younger than the last digest ({0}).': '最後のダイジェスト（{0}）より後のログファイルです。',
  'Digests without metadata: the signature was taken from the digest after each.':
    'ダイジェストにメタデータがないため、署名は次のダイジェストから取りました。',
  'CloudTrail delivered these objects to the bucket {0}.':
    'CloudTrail は、これらのオブジェクトをバケット {0} に配信しました。',
  '{0} holds no public keys.': '{0} に公開鍵がありません。',
  'It should be what this prints: aws cloudtrail list-public-keys --start-time … --end-time … --output json':
    '次のコマンドの出力を指定してください: aws cloudtrail list-public-keys --start-time … --end-time … --output json',
  'Listed by {0}': '{0} に記載',
  'its content cannot be inflated': '内容を展開できません',
  'the SHA-256 of its content is another one': '内容の SHA-256 が違います',
  'Log files that are listed and older than the retention: the lifecycle removed them.':
    '記載はありますが、保持期間を過ぎたログファイルです。ライフサイクルが削除しました。',
  '{0}; the archive does not have it.': '{0}。アーカイブにはありません。',
};
