import { describe, expect, it } from 'vitest';
import { MetsukeError } from '../domain/errors.ts';
import {
  isAlreadyDelegated,
  isNotStoppable,
  isNoUpdates,
  isOperationAlreadyStarted,
  isParameterAbsent,
  isParameterTaken,
  isPolicyAbsent,
  isPolicyAttached,
  isPolicyNotAttached,
  isPolicyTypeEnabled,
  isRoleAbsent,
  isStackAbsent,
  isStackSetAbsent,
  isStackTaken,
  isTopicAbsent,
  orNull,
} from './quirks.ts';
import { awsError } from './support/fakes.ts';

const ABSENT = 'Stack with id logging-resource does not exist';

interface Case {
  readonly predicate: (thrown: unknown) => boolean;
  readonly code: string;
  readonly message: string;
}

const fires: readonly Case[] = [
  { predicate: isNoUpdates, code: 'ValidationError', message: 'No updates are to be performed.' },
  { predicate: isStackAbsent, code: 'ValidationError', message: ABSENT },
  { predicate: isStackAbsent, code: 'ValidationException', message: ABSENT },
  { predicate: isStackSetAbsent, code: 'StackSetNotFoundException', message: 'StackSet x not found' },
  { predicate: isStackTaken, code: 'AlreadyExistsException', message: 'Stack [x] already exists' },
  { predicate: isStackSetAbsent, code: 'StackSetNotFound', message: 'StackSet x not found' },
  {
    predicate: isOperationAlreadyStarted,
    code: 'OperationIdAlreadyExistsException',
    message: 'The specified operation ID already exists.',
  },
  { predicate: isNotStoppable, code: 'InvalidOperationException', message: 'Operation is in SUCCEEDED state' },
  { predicate: isRoleAbsent, code: 'NoSuchEntityException', message: 'The role with name x cannot be found.' },
  { predicate: isRoleAbsent, code: 'NoSuchEntity', message: 'The role with name x cannot be found.' },
  { predicate: isParameterTaken, code: 'ParameterAlreadyExists', message: 'The parameter already exists.' },
  { predicate: isParameterAbsent, code: 'ParameterNotFound', message: '' },
  { predicate: isTopicAbsent, code: 'NotFoundException', message: 'Topic does not exist' },
  { predicate: isTopicAbsent, code: 'NotFound', message: 'Topic does not exist' },
  { predicate: isAlreadyDelegated, code: 'AccountAlreadyRegisteredException', message: '' },
  { predicate: isPolicyTypeEnabled, code: 'PolicyTypeAlreadyEnabledException', message: '' },
  { predicate: isPolicyAbsent, code: 'PolicyNotFoundException', message: '' },
  { predicate: isPolicyAttached, code: 'DuplicatePolicyAttachmentException', message: '' },
  { predicate: isPolicyNotAttached, code: 'PolicyNotAttachedException', message: '' },
];

const doesNotFire: readonly Case[] = [
  { predicate: isNoUpdates, code: 'ValidationError', message: 'Template format error: unsupported structure.' },
  { predicate: isNoUpdates, code: 'AccessDenied', message: 'No updates are to be performed.' },
  {
    predicate: isStackAbsent,
    code: 'ValidationError',
    message: 'Stack:x is in ROLLBACK_COMPLETE state and can not be updated.',
  },
  { predicate: isStackAbsent, code: 'AccessDenied', message: ABSENT },
  { predicate: isStackSetAbsent, code: 'StackInstanceNotFoundException', message: '' },
  { predicate: isOperationAlreadyStarted, code: 'OperationInProgressException', message: '' },
  { predicate: isRoleAbsent, code: 'AccessDenied', message: '' },
  { predicate: isParameterTaken, code: 'ParameterNotFound', message: '' },
  { predicate: isPolicyAttached, code: 'DuplicatePolicyException', message: '' },
];

describe('quirks', () => {
  it.each(fires)('$predicate.name knows $code: $message', ({ predicate, code, message }) => {
    expect(predicate(awsError(code, message))).toBe(true);
  });

  it.each(fires)('$predicate.name knows $code as the cause of our own error too', ({ predicate, code, message }) => {
    const cause = awsError(code, message);
    expect(predicate(new MetsukeError('aws-error', 'translated', { cause }))).toBe(true);
  });

  it.each(doesNotFire)('$predicate.name leaves $code alone: $message', ({ predicate, code, message }) => {
    expect(predicate(awsError(code, message))).toBe(false);
  });

  it.each([undefined, null, 'No updates are to be performed.', new Error(ABSENT), {}])('ignore %s', (thrown) => {
    expect(isNoUpdates(thrown)).toBe(false);
    expect(isStackAbsent(thrown)).toBe(false);
  });
});

describe('orNull', () => {
  it('is null for the expected error only', async () => {
    const absent = Promise.reject(awsError('ValidationError', ABSENT));
    await expect(orNull(absent, isStackAbsent)).resolves.toBeNull();
    const denied = Promise.reject(awsError('AccessDenied', 'no'));
    await expect(orNull(denied, isStackAbsent)).rejects.toThrow('no');
    await expect(orNull(Promise.resolve(7), isStackAbsent)).resolves.toBe(7);
  });
});
