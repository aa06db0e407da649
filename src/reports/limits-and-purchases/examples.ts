import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a limit': events(
      call('servicequotas', 'RequestServiceQuotaIncrease', {
        requestParameters: { serviceCode: 'ec2', quotaCode: 'L-1', desiredValue: 500 },
      }),
    ),
  },
  silent: {
    'a look': events(call('servicequotas', 'GetServiceQuota')),
    'the same name at another service': events(call('example', 'RequestServiceQuotaIncrease')),
  },
};
