import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../domain/errors.ts';
import { MetsukeError } from '../domain/errors.ts';
import { plainWords, translate } from './errors.ts';
import { awsError } from './support/fakes.ts';
import { UnreachableError } from './transport.ts';

const SITE = { service: 'cloudformation', operation: 'CreateStackSet', profile: undefined };

const refusals: readonly [string, ErrorCode][] = [
  ['InvalidClientTokenId', 'credentials-rejected'],
  ['UnrecognizedClientException', 'credentials-rejected'],
  ['SignatureDoesNotMatch', 'credentials-rejected'],
  ['InvalidSignatureException', 'credentials-rejected'],
  ['ExpiredToken', 'credentials-rejected'],
  ['ExpiredTokenException', 'credentials-rejected'],
  ['AWSOrganizationsNotInUseException', 'not-in-organization'],
  ['AccessDenied', 'access-denied'],
  ['AccessDeniedException', 'access-denied'],
  ['Throttling', 'throttled'],
  ['ThrottlingException', 'throttled'],
  ['TooManyRequestsException', 'throttled'],
  ['OperationInProgressException', 'operation-in-progress'],
  ['StackSetNotFoundException', 'not-found'],
  ['NoSuchBucket', 'not-found'],
  ['LimitExceededException', 'aws-error'],
  ['NameAlreadyExistsException', 'aws-error'],
  ['SomethingNewException', 'aws-error'],
];

describe('translate', () => {
  it.each(refusals)('%s is %s, in the words of AWS', (name, code) => {
    const thrown = awsError(name, 'What AWS says.');
    const error = translate(thrown, SITE);
    expect(error).toMatchObject({ code, cause: thrown });
    expect(error.message).toContain('What AWS says.');
  });

  it('names the operation that was denied', () => {
    const error = translate(awsError('AccessDenied', 'not authorized'), SITE);
    expect(error.message).toBe('cloudformation:CreateStackSet: not authorized');
    expect(error.hint).toContain('Allow cloudformation:CreateStackSet');
  });

  it('speaks of the role when it may not be assumed', () => {
    const error = translate(awsError('AccessDenied', 'no'), { ...SITE, service: 'sts', operation: 'AssumeRole' });
    expect(error.hint).toContain('trust the management account');
  });

  it('names the code when AWS says nothing', () => {
    expect(translate(awsError('AccessDeniedException', ''), SITE).message).toBe(
      'cloudformation:CreateStackSet: AccessDenied',
    );
  });

  it('says how to sign in again, with the profile', () => {
    const expired = named('CredentialsProviderError', 'The SSO session associated with this profile has expired.');
    const error = translate(expired, { ...SITE, profile: 'audit' });
    expect(error).toMatchObject({
      code: 'credentials-rejected',
      hint: 'Sign in again: aws sso login --profile audit',
    });
  });

  it('tells missing credentials from rejected ones', () => {
    const none = named('CredentialsProviderError', 'Could not load credentials from any providers');
    expect(translate(none, SITE)).toMatchObject({ code: 'credentials-missing' });
    expect(translate(none, SITE).hint).toContain('AWS_ACCESS_KEY_ID');
    expect(translate(none, { ...SITE, profile: 'typo' }).hint).toContain('typo');
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'])('%s is endpoint-unreachable', (code) => {
    const error = translate(Object.assign(new Error('connect'), { code }), SITE);
    expect(error).toMatchObject({ code: 'endpoint-unreachable' });
    expect(error.message).toContain(code);
  });

  it('names the endpoint that nobody listens at', () => {
    const error = translate(new UnreachableError('http://127.0.0.1:1', 'ECONNREFUSED'), SITE);
    expect(error.message).toBe('Cannot reach http://127.0.0.1:1 (ECONNREFUSED).');
  });

  it('leaves our own errors as they are', () => {
    const ours = new MetsukeError('access-denied', 'said already');
    expect(translate(ours, SITE)).toBe(ours);
  });

  it.each([undefined, 'text', 7, new Error('odd')])('never throws itself: %s', (thrown) => {
    expect(translate(thrown, SITE).code).toBe('aws-error');
  });
});

describe('plainWords', () => {
  it('keeps the first line: SignatureDoesNotMatch repeats the request below it', () => {
    const message = 'The signature does not match.\n\nThe Canonical String:\nx-amz-security-token:FQoGZXIvYXdzEBYaD';
    expect(plainWords(message)).toBe('The signature does not match.');
  });

  it.each([
    ['X-Amz-Security-Token=FQoGZXIvYXdzEBYaD&x', 'FQoGZXIvYXdzEBYaD'],
    ['"secretAccessKey": "wJalrXUtnFEMI"', 'wJalrXUtnFEMI'],
    ['Invalid parameter: Endpoint someone@example.com', 'someone@example.com'],
  ])('masks what is in %s', (message, secret) => expect(plainWords(message)).not.toContain(secret));

  it.each([
    'User: arn:aws:sts::111111111111:assumed-role/Admin/me@example.com is not authorized',
    "Account 222222222222 should have 'AWSCloudFormationStackSetExecutionRole' role with trust relationship to Role",
    'Resource handler returned message: "The bucket already exists" (RequestToken: abc, HandlerErrorCode: AlreadyExists)',
    'The security token included in the request is invalid.',
    'The security token included in the request is expired',
  ])('leaves alone: %s', (message) => expect(plainWords(message)).toBe(message));
});

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
