import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a database': events(
      call('rds', 'DeleteDBInstance', { requestParameters: { dBInstanceIdentifier: 'db', skipFinalSnapshot: true } }),
    ),
    'a table': events(call('dynamodb', 'DeleteTable', { requestParameters: { tableName: 't' } })),
  },
  silent: {
    'a snapshot': events(call('rds', 'DeleteDBSnapshot', { requestParameters: { dBSnapshotIdentifier: 's' } })),
    'the same name at another service': events(call('example', 'DeleteDBInstance')),
  },
};
