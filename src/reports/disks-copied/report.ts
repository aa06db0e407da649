import { listCalls, requests } from '../call-list.ts';

export const disksCopied = listCalls({
  id: 'disks-copied',
  title: { en: 'Disks and images copied', ja: 'ディスクとイメージのコピー' },
  question: {
    en: 'Who copied a disk or an instance, or exported one?',
    ja: 'ディスクやインスタンスをコピー、またはエクスポートしたのは誰か。',
  },
  audience: 'data owners',
  severity: 'low',
  topic: 'data',
  calls: {
    ec2: [
      'CopyImage',
      'CopySnapshot',
      'CreateImage',
      'CreateInstanceExportTask',
      'CreateRestoreImageTask',
      'CreateSnapshot',
      'CreateSnapshots',
      'CreateStoreImageTask',
      'ExportImage',
      'RegisterImage',
    ],
    ebs: ['GetSnapshotBlock', 'ListSnapshotBlocks'],
  },
  target: requests('instanceId', 'volumeId', 'sourceImageId', 'sourceSnapshotId', 'imageId', 'snapshotId', 'name'),
});
