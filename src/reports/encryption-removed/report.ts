import { listCalls, request, requests } from '../call-list.ts';

export const encryptionRemoved = listCalls({
  id: 'encryption-removed',
  title: { en: 'Encryption removed or changed', ja: '暗号化の解除と変更' },
  question: {
    en: 'Who stopped encryption by default, or changed the key it uses?',
    ja: '既定の暗号化を止めた、または使うキーを変えたのは誰か。',
  },
  audience: 'data owners',
  severity: 'medium',
  topic: 'data',
  calls: {
    ec2: ['DisableEbsEncryptionByDefault', 'ModifyEbsDefaultKmsKeyId', 'ResetEbsDefaultKmsKeyId'],
    s3: ['DeleteBucketEncryption', 'PutBucketEncryption'],
    sns: [{ calls: ['SetTopicAttributes'], when: `${request('attributeName')} = 'KmsMasterKeyId'` }],
    sqs: [
      { calls: ['SetQueueAttributes'], when: `regexp_like(requestparameters, 'KmsMasterKeyId|SqsManagedSseEnabled')` },
    ],
    logs: ['DisassociateKmsKey'],
    dynamodb: [{ calls: ['UpdateTable'], when: `regexp_like(requestparameters, 'sSESpecification')` }],
    glue: ['PutDataCatalogEncryptionSettings'],
  },
  target: requests('bucketName', 'kmsKeyId', 'topicArn', 'queueUrl', 'logGroupName', 'tableName'),
});
