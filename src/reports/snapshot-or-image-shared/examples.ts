import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a disk with an account': events(
      call('ec2', 'ModifySnapshotAttribute', {
        requestParameters: {
          snapshotId: 'snap-1',
          createVolumePermission: { add: { items: [{ userId: '999999999999' }] } },
        },
      }),
    ),
    'an image with everybody': events(
      call('ec2', 'ModifyImageAttribute', {
        requestParameters: { imageId: 'ami-1', launchPermission: { add: { items: [{ group: 'all' }] } } },
      }),
    ),
    'a database': events(
      call('rds', 'ModifyDBSnapshotAttribute', {
        requestParameters: { dBSnapshotIdentifier: 'db-1', attributeName: 'restore', valuesToAdd: ['all'] },
      }),
    ),
    'an attempt that was refused, which has its error beside it': events(
      call('rds', 'ModifyDBSnapshotAttribute', {
        errorCode: 'AccessDenied',
        requestParameters: { valuesToAdd: ['all'] },
      }),
    ),
  },
  silent: {
    'no longer shared': events(
      call('ec2', 'ModifySnapshotAttribute', {
        requestParameters: {
          snapshotId: 'snap-1',
          createVolumePermission: { remove: { items: [{ userId: '999999999999' }] } },
        },
      }),
    ),
    'a description': events(
      call('ec2', 'ModifyImageAttribute', { requestParameters: { imageId: 'ami-1', description: 'base' } }),
    ),
  },
};
