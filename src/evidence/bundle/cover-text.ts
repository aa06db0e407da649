import type { FindingKind } from '../evidence-finding.ts';
import type { EvidenceCase } from './bundle.ts';

export const COVER_LANGUAGES = ['en', 'ja'] as const;
export type CoverLanguage = (typeof COVER_LANGUAGES)[number];

export interface CoverText {
  readonly title: string;
  readonly intro: string;
  readonly what: string;
  readonly case: string;
  readonly askedBy: string;
  readonly reason: string;
  readonly notStated: string;
  readonly accounts: string;
  readonly regions: string;
  readonly period: string;
  readonly exported: string;
  readonly source: string;
  readonly amount: string;
  readonly amountOf: (evidenceCase: EvidenceCase) => string;
  readonly tool: string;
  readonly result: string;
  readonly noFindings: string;
  readonly someFindings: (count: number) => string;
  readonly account: string;
  readonly region: string;
  readonly digests: string;
  readonly logFiles: string;
  readonly proven: string;
  readonly findings: string;
  readonly finding: string;
  readonly time: string;
  readonly object: string;
  readonly kind: (kind: FindingKind) => string;
  readonly contents: string;
  readonly file: string;
  readonly meaning: string;
  readonly files: {
    readonly objects: string;
    readonly publicKeys: string;
    readonly inventory: string;
    readonly verification: string;
    readonly case: string;
    readonly reports: string;
    readonly manifest: string;
    readonly signature: string;
  };
  readonly verify: string;
  readonly verifyIntro: string;
  readonly steps: {
    readonly manifest: string;
    readonly signature: (name: string) => string;
    readonly digests: string;
    readonly logs: string;
    readonly keys: string;
  };
  readonly limits: string;
  readonly limitsText: string;
}

const english: CoverText = {
  title: 'Evidence',
  intro:
    'This folder holds log files of AWS CloudTrail as AWS delivered them, and what proves that nobody changed them since. CloudTrail writes a digest every hour, which lists the log files of the hour with their SHA-256 hashes, repeats the signature of the digest before it, and is signed with a private key that never leaves AWS.',
  what: 'About this evidence',
  case: 'Case',
  askedBy: 'Asked for by',
  reason: 'Reason',
  notStated: 'not stated',
  accounts: 'AWS accounts',
  regions: 'Regions',
  period: 'Delivered',
  exported: 'Exported at',
  source: 'Taken from',
  amount: 'Holds',
  amountOf: ({ logFiles, digests }) => `${logFiles} log files, ${digests} digests`,
  tool: 'Made with',
  result: 'What the verification found',
  noFindings: 'Every log file that CloudTrail delivered in this time is here and unchanged, and nothing was added.',
  someFindings: (count) => `${count} findings. What is not named below is proven.`,
  account: 'Account',
  region: 'Region',
  digests: 'Digests',
  logFiles: 'Log files',
  proven: 'Proven',
  findings: 'Findings',
  finding: 'Finding',
  time: 'Time',
  object: 'Object',
  kind: (kind) => kind,
  contents: 'What is in this folder',
  file: 'File',
  meaning: 'What it is',
  files: {
    objects:
      'log files and digests, byte for byte, in the folders in which AWS delivered them; signatures in .metadata.json',
    publicKeys: "CloudTrail's public keys, by fingerprint, and as AWS answered",
    inventory: 'every object with time, size and hashes',
    verification: 'the whole result of the verification',
    case: 'what this page says, for programs',
    reports: 'answers to questions about these log files',
    manifest: 'the SHA-256 of every file: the seal',
    signature: 'the signature of the seal, and the public key of who signed',
  },
  verify: 'How to verify it without us',
  verifyIntro:
    'Paste these commands into bash in this folder. They need openssl, gzip, sha256sum and xxd. With Metsuke the same is: metsuke evidence check .',
  steps: {
    manifest:
      '1. Nothing in this folder was changed since it was sealed. The last line is the hash of the seal: it must be the one that you were given together with this folder, by another way.',
    signature: (name) =>
      `The seal was signed with the key ${name}. Compare signer.pem with the public key that you know of the signer: a stranger could have replaced both.`,
    digests: '2. Every digest was signed by CloudTrail. There must be no line that says NOT SIGNED.',
    logs: '3. Every log file is what the digests say. There must be no line that says CHANGED. The digest after the end of the period lists later files too, which are not part of this evidence.',
    keys: "4. The public keys are CloudTrail's. AWS tells them to everybody with an AWS account: aws cloudtrail list-public-keys --region REGION --start-time … --end-time …; compare the answer with public-keys/list-public-keys.json.",
  },
  limits: 'What this does not prove',
  limitsText:
    'It proves what CloudTrail recorded and delivered. It cannot prove what CloudTrail was not told to record, nor who used a key that another person held. Log files younger than the last digest are not proven yet.',
};

const KIND_JA: { readonly [K in FindingKind]: string } = {
  'log-missing': 'ログファイルが失われている',
  'log-changed': 'ログファイルが変更されている',
  'log-unlisted': 'どのダイジェストにも載っていないログファイル',
  'digest-missing': 'ダイジェストが失われている',
  'digest-overdue': 'あるはずのダイジェストがない',
  'digest-unreadable': 'ダイジェストが読めない',
  'digest-unsigned': 'ダイジェストに署名がない',
  'digest-signature-wrong': 'ダイジェストの署名が一致しない',
  'digest-key-unknown': 'CloudTrail のものではない鍵による署名',
  'digest-moved': 'ダイジェストが移動またはコピーされている',
  'digest-unlinked': 'チェーンに属さないダイジェスト',
  'chain-broken': 'ダイジェストのチェーンが切れている',
  'no-digests': 'ダイジェストがまったくない',
};

const japanese: CoverText = {
  title: '証拠',
  intro:
    'このフォルダには、AWS CloudTrail のログファイルが AWS の配信したままの形で入っています。あわせて、配信後に誰も変更していないことを証明する資料を収めています。CloudTrail は 1 時間ごとに「ダイジェスト」を作成します。ダイジェストには、その 1 時間に配信されたログファイルの一覧と SHA-256 ハッシュ値、1 つ前のダイジェストの署名が記録され、AWS の外に出ることのない秘密鍵で署名されます。',
  what: 'この証拠について',
  case: '案件',
  askedBy: '依頼者',
  reason: '理由',
  notStated: '記載なし',
  accounts: 'AWS アカウント',
  regions: 'リージョン',
  period: '配信期間',
  exported: '出力日時',
  source: '取得元',
  amount: '内容',
  amountOf: ({ logFiles, digests }) => `ログファイル ${logFiles} 件、ダイジェスト ${digests} 件`,
  tool: '作成ツール',
  result: '検証の結果',
  noFindings:
    'この期間に CloudTrail が配信したログファイルはすべて揃っており、変更されていません。追加されたファイルもありません。',
  someFindings: (count) => `${count} 件の問題が見つかりました。以下に挙げたもの以外は、すべて証明されています。`,
  account: 'アカウント',
  region: 'リージョン',
  digests: 'ダイジェスト',
  logFiles: 'ログファイル',
  proven: '証明済み',
  findings: '問題',
  finding: '問題',
  time: '日時',
  object: 'オブジェクト',
  kind: (kind) => KIND_JA[kind],
  contents: 'フォルダの内容',
  file: 'ファイル',
  meaning: '説明',
  files: {
    objects:
      'ログファイルとダイジェスト。AWS が配信したバイト列のまま、配信時と同じフォルダ構成。署名は .metadata.json',
    publicKeys: 'CloudTrail の公開鍵（フィンガープリント別、および AWS の回答そのまま）',
    inventory: '全オブジェクトの日時、サイズ、ハッシュ値',
    verification: '検証結果の全文',
    case: 'このページの内容（プログラム用）',
    reports: 'これらのログに対するレポートの結果',
    manifest: '全ファイルの SHA-256。この証拠の封印',
    signature: '封印への署名と、署名者の公開鍵',
  },
  verify: '本ツールを使わずに検証する方法',
  verifyIntro:
    'このフォルダで、次のコマンドを bash に貼り付けて実行してください。必要なものは openssl、gzip、sha256sum、xxd だけです。Metsuke がある場合は metsuke evidence check . で同じ検証ができます。',
  steps: {
    manifest:
      '1. 封印されてから、フォルダ内のどのファイルも変更されていないことを確かめます。最後の行が封印のハッシュ値です。このフォルダとは別の経路で受け取った値と一致しなければなりません。',
    signature: (name) =>
      `封印は鍵 ${name} で署名されています。signer.pem を、あらかじめ知っている署名者の公開鍵と照合してください。両方を第三者が差し替えた可能性を除くためです。`,
    digests:
      '2. すべてのダイジェストに CloudTrail の署名があることを確かめます。NOT SIGNED という行があってはなりません。',
    logs: '3. すべてのログファイルがダイジェストの記載どおりであることを確かめます。CHANGED という行があってはなりません。期間の終わりの次のダイジェストには期間後のファイルも載りますが、それらはこの証拠には含まれません。',
    keys: '4. 公開鍵が CloudTrail のものであることを確かめます。AWS アカウントがあれば誰でも AWS に問い合わせられます: aws cloudtrail list-public-keys --region リージョン --start-time … --end-time … の結果を public-keys/list-public-keys.json と照合してください。',
  },
  limits: '証明できないこと',
  limitsText:
    '証明されるのは、CloudTrail が記録し、配信した内容です。記録の対象になっていない操作や、他人の鍵を誰が使ったかは証明できません。最後のダイジェストより新しいログファイルは、まだ証明の対象になっていません。',
};

export const COVER_TEXT: { readonly [L in CoverLanguage]: CoverText } = { en: english, ja: japanese };
