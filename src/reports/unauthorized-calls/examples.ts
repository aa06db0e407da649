import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    AccessDenied: events(call('iam', 'CreateUser', { errorCode: 'AccessDenied' })),
    "EC2's own code": events(call('ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation' })),
    ...Object.fromEntries(
      [
        'AccessDeniedException',
        'KMS.AccessDeniedException',
        'UnauthorizedOperation',
        'UnauthorizedAccess',
        'UnauthorizedException',
        'NotAuthorizedException',
        'AuthorizationError',
        'AuthorizationErrorException',
        'Client.AuthFailure',
        'AllAccessDisabled',
        'Forbidden',
        'ForbiddenException',
        'InsufficientPrivilegesException',
        '403',
      ].map((errorCode) => [`the spelling ${errorCode}`, events(call('example', 'Get', { errorCode }))]),
    ),
    'a reason in words alone': events(
      call('example', 'Get', {
        errorCode: 'InvalidRequestException',
        errorMessage: 'User: arn:aws:iam::111111111111:user/hanako is not authorized to perform: example:Get',
      }),
    ),
  },
  silent: {
    'a call that succeeded': events(call('iam', 'CreateUser')),
    'a token that has expired': events(call('sts', 'GetCallerIdentity', { errorCode: 'ExpiredToken' })),
    'something that is not there': events(call('s3', 'GetBucketPolicy', { errorCode: 'NoSuchBucketPolicy' })),
    'another error': events(call('iam', 'CreateUser', { errorCode: 'EntityAlreadyExistsException' })),
    'AWS looking at a bucket for log delivery': events(
      call('s3', 'GetBucketAcl', { errorCode: 'AccessDenied', sourceIPAddress: 'delivery.logs.amazonaws.com' }),
    ),
  },
};
