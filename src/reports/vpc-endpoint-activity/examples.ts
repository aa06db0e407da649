import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a refusal': events(
      call('s3', 'GetObject', {
        eventType: 'AwsVpceEvent',
        eventCategory: 'NetworkActivity',
        errorCode: 'VpceAccessDenied',
        vpcEndpointId: 'vpce-1',
        vpcEndpointAccountId: '111111111111',
      }),
    ),
    'credentials of another account': events(
      call('s3', 'GetObject', {
        eventType: 'AwsVpceEvent',
        eventCategory: 'NetworkActivity',
        userIdentity: { type: 'AWSAccount', accountId: '999999999999', principalId: 'AIDA1', arn: undefined },
        vpcEndpointId: 'vpce-1',
        vpcEndpointAccountId: '111111111111',
      }),
    ),
    'a public address': events(
      call('s3', 'GetObject', {
        eventType: 'AwsVpceEvent',
        eventCategory: 'NetworkActivity',
        vpcEndpointId: 'vpce-1',
        vpcEndpointAccountId: '111111111111',
        sourceIPAddress: '198.51.100.9',
      }),
    ),
  },
  silent: {
    'a call of our own': events(
      call('s3', 'GetObject', {
        eventType: 'AwsVpceEvent',
        eventCategory: 'NetworkActivity',
        sourceIPAddress: '10.0.0.5',
        vpcEndpointId: 'vpce-1',
        vpcEndpointAccountId: '111111111111',
      }),
    ),
    'a call without an endpoint': events(call('s3', 'GetObject', { errorCode: 'AccessDenied' })),
  },
};
