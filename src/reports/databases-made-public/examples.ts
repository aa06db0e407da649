import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an instance that is changed': events(
      call('rds', 'ModifyDBInstance', { requestParameters: { dBInstanceIdentifier: 'db', publiclyAccessible: true } }),
    ),
    'a copy from a snapshot': events(
      call('rds', 'RestoreDBInstanceFromDBSnapshot', {
        requestParameters: { dBInstanceIdentifier: 'db', publiclyAccessible: true },
      }),
    ),
    'an address that is let in': events(
      call('rds', 'AuthorizeDBSecurityGroupIngress', {
        requestParameters: { dBSecurityGroupName: 'g', cIDRIP: '198.51.100.1/32' },
      }),
    ),
  },
  silent: {
    'an instance that is private': events(
      call('rds', 'ModifyDBInstance', { requestParameters: { dBInstanceIdentifier: 'db', publiclyAccessible: false } }),
    ),
    'a copy that is private': events(
      call('rds', 'RestoreDBInstanceFromDBSnapshot', { requestParameters: { dBInstanceIdentifier: 'db' } }),
    ),
    'the same name at another service': events(call('example', 'ModifyDBInstance')),
  },
};
