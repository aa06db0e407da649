import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a fail-over': events(call('rds', 'FailoverDBCluster', { requestParameters: { dBClusterIdentifier: 'c' } })),
    'a restart': events(call('rds', 'RebootDBInstance', { requestParameters: { dBInstanceIdentifier: 'db' } })),
  },
  silent: {
    'a start': events(call('rds', 'StartDBInstance', { requestParameters: { dBInstanceIdentifier: 'db' } })),
    'the same name at another service': events(call('example', 'FailoverDBCluster')),
  },
};
