import { listCalls, request, requests } from '../call-list.ts';

export const containerImages = listCalls({
  id: 'container-images',
  title: { en: 'Container images changed', ja: 'コンテナイメージの変更' },
  question: {
    en: 'Who pushed or deleted images, or stopped their scanning?',
    ja: 'イメージをプッシュ・削除した、またはスキャンを止めたのは誰か。',
  },
  audience: 'operations',
  severity: 'low',
  topic: 'activity',
  calls: {
    ecr: [
      'BatchDeleteImage',
      'CreatePullThroughCacheRule',
      'CreateRepository',
      'DeleteLifecyclePolicy',
      'DeleteRepository',
      'PutImage',
      'PutImageScanningConfiguration',
      'PutImageTagMutability',
      'PutLifecyclePolicy',
      'PutReplicationConfiguration',
      'PutRegistryScanningConfiguration',
    ],
    'ecr-public': ['PutImage'],
  },
  target: requests('repositoryName', 'ecrRepositoryPrefix'),
  also: { version: request('imageTag') },
});
