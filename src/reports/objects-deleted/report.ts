import { countCalls } from '../call-count.ts';
import { request } from '../call-list.ts';

export const objectsDeleted = countCalls({
  id: 'objects-deleted',
  title: { en: 'Objects and buckets deleted', ja: 'オブジェクトとバケットの削除' },
  question: {
    en: 'Who deletes objects and buckets, of which bucket and how many? (objects need data events)',
    ja: 'オブジェクトやバケットを誰がどれだけ削除したか（オブジェクトはデータイベントが必要）。',
  },
  audience: 'data owners',
  severity: 'medium',
  topic: 'data',
  needs: 'Data',
  calls: {
    s3: ['DeleteBucket', 'DeleteObject', 'DeleteObjects', 'DeleteObjectVersion', 'DeleteAccessPoint', 'CreateJob'],
    s3express: ['DeleteBucket', 'DeleteObject', 'DeleteObjects'],
    glacier: ['DeleteArchive', 'DeleteVault'],
  },
  by: { event: 'eventname', target: request('bucketName') },
  resources: `json_extract_scalar(requestparameters, '$.key')`,
  chart: { label: 'target', value: 'calls' },
});
