/**
 * What AWS says in ways of its own, one named predicate each. They take whatever was thrown: an SDK error, or a
 * MetsukeError whose cause is one.
 */

/** The error as the SDK threw it; AWS's codes come with and without the suffix `Exception`, here without. */
export interface AwsError {
  readonly code: string;
  readonly message: string;
  /** HTTP. */
  readonly status: number | undefined;
}

export function awsErrorOf(thrown: unknown): AwsError | null {
  if (!(thrown instanceof Error)) return null;
  if ('$metadata' in thrown) {
    const { httpStatusCode: status } = thrown.$metadata as { readonly httpStatusCode?: number };
    return { code: thrown.name.replace(/Exception$/, ''), message: thrown.message, status };
  }
  return awsErrorOf(thrown.cause);
}

/** UpdateStack with nothing to change is a ValidationError. */
export function isNoUpdates(thrown: unknown): boolean {
  return isValidationError(thrown, /no updates are to be performed/i);
}

/** A change set without changes is made, with the status FAILED and this reason. */
export function isNoChange(reason: string | undefined): boolean {
  return /didn't contain changes|no updates are to be performed/i.test(reason ?? '');
}

/** DescribeStacks, GetTemplate and others of an absent stack: ValidationError, `Stack with id x does not exist`. */
export function isStackAbsent(thrown: unknown): boolean {
  return isValidationError(thrown, /does not exist/i);
}

/** CreateStack with the name of a stack that is there, in whatever state. */
export function isStackTaken(thrown: unknown): boolean {
  return hasCode(thrown, 'AlreadyExists');
}

export function isStackSetAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'StackSetNotFound');
}

/** The operation id is ours, so a retried request already arrived: the operation runs. */
export function isOperationAlreadyStarted(thrown: unknown): boolean {
  return hasCode(thrown, 'OperationIdAlreadyExists');
}

/** StopStackSetOperation on an operation that just came to its end. */
export function isNotStoppable(thrown: unknown): boolean {
  return hasCode(thrown, 'InvalidOperation');
}

/** An analyzer of IAM Access Analyzer that is not there. */
export function isAnalyzerAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'ResourceNotFound');
}

/** A user, role, password or key that IAM does not have. */
export function isIamEntityAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'NoSuchEntity');
}

export function isRoleAbsent(thrown: unknown): boolean {
  return isIamEntityAbsent(thrown);
}

/** `Service role name AWSServiceRoleForConfig has been taken in this account, please try a different suffix.` */
export function isServiceLinkedRoleTaken(thrown: unknown): boolean {
  const error = awsErrorOf(thrown);
  return error !== null && /^InvalidInput$/.test(error.code) && /has been taken/.test(error.message);
}

export function isParameterTaken(thrown: unknown): boolean {
  return hasCode(thrown, 'ParameterAlreadyExists');
}

export function isParameterAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'ParameterNotFound');
}

/** HeadBucket has no body to say more with, the SDK calls everything but 404 `Unknown`: 404 is an absent bucket. */
export function isBucketAbsent(thrown: unknown): boolean {
  return awsErrorOf(thrown)?.status === 404;
}

/** What every other call than HeadBucket says of it. */
export function isBucketMissing(thrown: unknown): boolean {
  return hasCode(thrown, 'NoSuchBucket');
}

/** HeadBucket of a bucket in another region. */
export function isBucketElsewhere(thrown: unknown): boolean {
  return awsErrorOf(thrown)?.status === 301;
}

/** HeadBucket of a bucket that is not the expected owner's, or that lets nobody look. */
export function isBucketRefused(thrown: unknown): boolean {
  return awsErrorOf(thrown)?.status === 403;
}

export function isDocumentAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'InvalidDocument');
}

/** DescribeDocument with the name of a version that is not there. */
export function isDocumentVersionAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'InvalidDocumentVersion') || isDocumentAbsent(thrown);
}

export function isImageAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'ResourceNotFound');
}

export function isObjectAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'NoSuchKey');
}

/**
 * A conditional write whose condition does not hold: 412, or 404 when the object that was to be replaced is not there. 409
 * is S3's answer to writers of the same moment, of whom another one came through.
 */
export function isConditionFailed(thrown: unknown): boolean {
  return ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'].some((code) => hasCode(thrown, code));
}

/** A conditional write of DynamoDB whose condition does not hold. */
export function isItemChanged(thrown: unknown): boolean {
  return hasCode(thrown, 'ConditionalCheckFailed');
}

export function isAggregatorAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'NoSuchConfigurationAggregator');
}

export function isScheduleAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'ResourceNotFound');
}

/** A bus of EventBridge, when one asks for its rules. */
export function isBusAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'ResourceNotFound');
}

/** Its code is spelt without the suffix: `StateMachineDoesNotExist`. */
export function isStateMachineAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'StateMachineDoesNotExist');
}

export function isTopicAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'NotFound');
}

/** GetCommandInvocation in the first moments after SendCommand. */
export function isInvocationAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'InvocationDoesNotExist');
}

export function isAlreadyDelegated(thrown: unknown): boolean {
  return hasCode(thrown, 'AccountAlreadyRegistered');
}

export function isPolicyTypeEnabled(thrown: unknown): boolean {
  return hasCode(thrown, 'PolicyTypeAlreadyEnabled');
}

export function isPolicyAbsent(thrown: unknown): boolean {
  return hasCode(thrown, 'PolicyNotFound');
}

export function isPolicyAttached(thrown: unknown): boolean {
  return hasCode(thrown, 'DuplicatePolicyAttachment');
}

export function isPolicyNotAttached(thrown: unknown): boolean {
  return hasCode(thrown, 'PolicyNotAttached');
}

/** Awaits; null instead of an error that `isExpected` knows. */
export async function orNull<Value>(
  promise: Promise<Value>,
  isExpected: (thrown: unknown) => boolean,
): Promise<Value | null> {
  try {
    return await promise;
  } catch (thrown) {
    if (isExpected(thrown)) return null;
    throw thrown;
  }
}

function isValidationError(thrown: unknown, pattern: RegExp): boolean {
  const error = awsErrorOf(thrown);
  return error !== null && /^Validation(Error)?$/.test(error.code) && pattern.test(error.message);
}

function hasCode(thrown: unknown, code: string): boolean {
  return awsErrorOf(thrown)?.code === code;
}

/** Null where AWS answers with the code: `NoSuchEntity`. */
export function unless<Value>(code: string, promise: Promise<Value>): Promise<Value | null> {
  return orNull(promise, (thrown) => hasCode(thrown, code));
}
