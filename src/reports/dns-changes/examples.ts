import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    records: events(call('route53', 'ChangeResourceRecordSets', { requestParameters: { hostedZoneId: 'Z1' } })),
    'a domain that can be moved': events(
      call('route53domains', 'DisableDomainTransferLock', { requestParameters: { domainName: 'example.com' } }),
    ),
  },
  silent: {
    'a list': events(call('route53', 'ListHostedZones')),
    'the same name at another service': events(call('example', 'ChangeResourceRecordSets')),
  },
};
