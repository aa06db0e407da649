import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an export': events(
      call('rds', 'StartExportTask', {
        requestParameters: { sourceArn: 'arn:aws:rds:ap-northeast-1:111111111111:snapshot:s', s3BucketName: 'b' },
      }),
    ),
    'a copy of a snapshot': events(
      call('rds', 'CopyDBSnapshot', {
        requestParameters: { sourceDBSnapshotIdentifier: 's', targetDBSnapshotIdentifier: 't' },
      }),
    ),
    'a log file': events(
      call('rds', 'DownloadDBLogFilePortion', {
        requestParameters: { dBInstanceIdentifier: 'db', logFileName: 'error.log' },
      }),
    ),
  },
  silent: {
    'a list': events(call('rds', 'DescribeDBSnapshots')),
    'the same name at another service': events(call('example', 'StartExportTask')),
  },
};
