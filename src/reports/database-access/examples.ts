import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a role': events(
      call('rds', 'AddRoleToDBInstance', {
        requestParameters: {
          dBInstanceIdentifier: 'db',
          roleArn: 'arn:aws:iam::111111111111:role/r',
          featureName: 's3Export',
        },
      }),
    ),
    'a password': events(
      call('rds', 'ModifyDBInstance', {
        requestParameters: { dBInstanceIdentifier: 'db', masterUserPassword: '****' },
      }),
    ),
  },
  silent: {
    'another change': events(
      call('rds', 'ModifyDBInstance', { requestParameters: { dBInstanceIdentifier: 'db', allocatedStorage: 100 } }),
    ),
    'the same name at another service': events(call('example', 'AddRoleToDBInstance')),
  },
};
