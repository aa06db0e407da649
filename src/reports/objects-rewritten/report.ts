import { listCalls, request, requests } from '../call-list.ts';

/** Names of files that tell a victim what happened and how to pay. */
const RANSOM_NOTE = [
  'ransom',
  'how[_ -]?to[_ -]?(decrypt|recover|restore|unlock)',
  '(decrypt|payment|recover|recovery|restore|unlock)[_ -]?(all|files|guide|info|instruction|key|me|note|your)',
  '(data|files?)[_ -]?((are|has|have)[_ -]?)?(been[_ -]?)?(encrypted|locked)',
].join('|');

export const objectsRewritten = listCalls({
  id: 'objects-rewritten',
  title: {
    en: 'Objects encrypted by strangers, copied away or replaced',
    ja: 'オブジェクトの第三者による暗号化・持ち出し・置き換え',
  },
  question: {
    en: 'Were objects encrypted with keys that are not ours, copied elsewhere, or is there a ransom note? (needs data events)',
    ja: '自社のものではないキーで暗号化された、よそへコピーされた、または脅迫文を置かれたオブジェクトはあるか（データイベントが必要）。',
  },
  audience: 'data owners',
  severity: 'high',
  topic: 'data',
  needs: 'Data',
  calls: {
    s3: [
      'CopyObject',
      {
        calls: ['PutObject', 'CreateMultipartUpload'],
        when: `(regexp_like(requestparameters, 'server-side-encryption-customer-algorithm') OR regexp_like(lower(${request('key')}), '${RANSOM_NOTE}'))`,
      },
      {
        calls: ['UploadPartCopy'],
        when: `regexp_like(requestparameters, 'server-side-encryption-customer-algorithm')`,
      },
      'UpdateObjectEncryption',
    ],
  },
  target: requests('bucketName'),
  also: {
    source: `nullif(regexp_extract(requestparameters, '"x-amz-copy-source"\\s*:\\s*"([^"]*)"', 1), '')`,
    encryption_key: `coalesce(nullif(regexp_extract(requestparameters, '"x-amz-server-side-encryption-aws-kms-key-id"\\s*:\\s*"([^"]*)"', 1), ''), CASE WHEN regexp_like(requestparameters, 'server-side-encryption-customer-algorithm') THEN 'SSE-C' END)`,
  },
});
