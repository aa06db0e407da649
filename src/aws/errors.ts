import type { ErrorCode } from '../domain/errors.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { forShell } from '../domain/text/media.ts';
import type { AwsError } from './quirks.ts';
import { awsErrorOf } from './quirks.ts';
import { UnreachableError } from './transport.ts';

/** Where a call went; what the sentences below can name. */
export interface CallSite {
  /** As in an IAM action: `cloudformation`. */
  readonly service: string;
  /** As in the API: `CreateStackSet`. */
  readonly operation: string;
  readonly profile: string | undefined;
}

/** A call that came to its end: how often and for how long it was tried. */
export interface FailedCall extends CallSite {
  readonly tries?: number;
  readonly milliseconds?: number;
}

/** Whatever the SDK threw, as a MetsukeError with AWS's own words and what to do next. */
export function translate(thrown: unknown, site: FailedCall): MetsukeError {
  if (thrown instanceof MetsukeError) return thrown;
  if (thrown instanceof UnreachableError) return unreachable(thrown.endpoint, thrown.reason, thrown);
  const aws = awsErrorOf(thrown);
  if (aws !== null) return refused(aws, site, thrown);
  if (!(thrown instanceof Error)) return failed(say`${actionOf(site)} failed.`, thrown);
  if (isCredentialsError(thrown)) return withoutCredentials(thrown, site);
  const network = networkCodeOf(thrown);
  if (network !== null) return unreachable(say`${site.service} in AWS`, network, thrown);
  return failed(say`${actionOf(site)} failed: ${plainWords(thrown.message)}`, thrown);
}

/**
 * One line, without what must not be printed: SignatureDoesNotMatch repeats the request with its session token on
 * the lines after the first, a stack's failure reason may repeat an e-mail address out of a parameter.
 */
export function plainWords(message: string): string {
  const [firstLine = ''] = message.trim().split('\n');
  return firstLine
    .replace(
      /((?:security|session)[-_]?token|secret\w*|password|signature)(["']?\s*[:=]\s*["']?)[^\s"',&]+/gi,
      '$1$2***',
    )
    .replace(/(?<![\w.+/-])[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '***@***');
}

const CODES: Readonly<Record<string, ErrorCode>> = {
  InvalidClientTokenId: 'credentials-rejected',
  UnrecognizedClient: 'credentials-rejected',
  SignatureDoesNotMatch: 'credentials-rejected',
  InvalidSignature: 'credentials-rejected',
  IncompleteSignature: 'credentials-rejected',
  MissingAuthenticationToken: 'credentials-rejected',
  AuthFailure: 'credentials-rejected',
  InvalidAccessKeyId: 'credentials-rejected',
  InvalidToken: 'credentials-rejected',
  ExpiredToken: 'credentials-rejected',
  RequestExpired: 'credentials-rejected',
  AWSOrganizationsNotInUse: 'not-in-organization',
  AccessDenied: 'access-denied',
  AccessDeniedForDependency: 'access-denied',
  UnauthorizedOperation: 'access-denied',
  OptInRequired: 'access-denied',
  Throttling: 'throttled',
  ThrottlingError: 'throttled',
  Throttled: 'throttled',
  TooManyRequests: 'throttled',
  RequestLimitExceeded: 'throttled',
  RequestThrottled: 'throttled',
  EC2Throttled: 'throttled',
  SlowDown: 'throttled',
  OperationInProgress: 'operation-in-progress',
  StackSetNotFound: 'not-found',
  StackInstanceNotFound: 'not-found',
  OperationNotFound: 'not-found',
  PolicyNotFound: 'not-found',
  TargetNotFound: 'not-found',
  NoSuchBucket: 'not-found',
  NoSuchEntity: 'not-found',
  ParameterNotFound: 'not-found',
};

function refused(aws: AwsError, site: FailedCall, cause: unknown): MetsukeError {
  if (isNotOfAws(aws) && !site.operation.startsWith('Head')) return answeredByOthers(site, cause);
  const code = CODES[aws.code] ?? 'aws-error';
  const words = plainWords(aws.message) || aws.code;
  const message =
    code === 'credentials-rejected'
      ? say`AWS rejected the credentials: ${words}`
      : `${actionOf(site)}: ${words}${code === 'throttled' ? triesOf(site) : ''}`;
  const hint = hintFor(code, aws, site);
  return new MetsukeError(code, message, hint === undefined ? { cause } : { cause, hint });
}

/** ` (tried 8 times in 41 s)` */
function triesOf({ tries = 1, milliseconds = 0 }: FailedCall): string {
  return tries > 1 ? say` (tried ${tries} times in ${Math.round(milliseconds / 1_000)} s)` : '';
}

export function isThrottled(thrown: unknown): boolean {
  const aws = awsErrorOf(thrown);
  return aws !== null && (aws.status === 429 || CODES[aws.code] === 'throttled');
}

/** The SDK could not read the answer: a page of a proxy, or another program's port. HEAD has no answer to read. */
function isNotOfAws({ code, message }: AwsError): boolean {
  return /^Unknown(Error)?$/.test(code) || message.includes('Deserialization error');
}

function answeredByOthers(site: CallSite, cause: unknown): MetsukeError {
  return new MetsukeError('endpoint-unreachable', say`${actionOf(site)} was answered, but not by AWS.`, {
    cause,
    hint: say`Check what stands between this machine and AWS: a proxy, a sign-in page, or another --endpoint-url.`,
  });
}

function hintFor(code: ErrorCode, aws: AwsError, site: CallSite): string | undefined {
  switch (code) {
    case 'credentials-rejected':
      return hintForRejected(aws, site);
    case 'not-in-organization':
      return say`Sign in to the management account of an organization, or create one: aws organizations create-organization --feature-set ALL`;
    case 'access-denied':
      return site.operation === 'AssumeRole'
        ? say`The role must exist in that account and trust the management account; a service control policy may deny it too.`
        : say`Allow ${actionOf(site)} to the principal that runs Metsuke; a service control policy may deny it too.`;
    case 'throttled':
      return say`AWS asked to slow down for longer than Metsuke waits. Wait a minute and run the same command again.`;
    case 'operation-in-progress':
      return say`Another operation works on this stack set. Wait until it has finished and run the same command again.`;
    case 'not-found':
      return undefined;
    default:
      return HINTS[aws.code];
  }
}

function hintForRejected(aws: AwsError, site: CallSite): string {
  if (/^(ExpiredToken|RequestExpired)$/.test(aws.code)) return signInAgain(site);
  if (aws.code === 'SignatureDoesNotMatch' || aws.code === 'InvalidSignature') {
    return say`The secret access key does not belong to the access key, or this machine's clock is wrong.`;
  }
  return say`The access key is unknown to AWS, deactivated or of another partition. \`aws sts get-caller-identity\` shows what is in use.`;
}

/** Hints for what is left: by AWS's code. */
const HINTS: Readonly<Record<string, string>> = {
  AlreadyExists: say`Plan again. When its status ends with _FAILED, look at its events and repair or delete it first.`,
  NameAlreadyExists: say`A stack set of this name exists already. Plan again.`,
  InsufficientCapabilities: say`The template makes named IAM resources: this is a mistake in Metsuke, please report it.`,
  LimitExceeded: say`A quota of the account is used up. Ask for more in Service Quotas.`,
  ConstraintViolation: say`A quota or a rule of AWS Organizations refuses it; the message names which.`,
  InternalFailure: say`AWS has a fault of its own. Try again in some minutes.`,
  InternalError: say`AWS has a fault of its own. Try again in some minutes.`,
  Service: say`AWS has a fault of its own. Try again in some minutes.`,
  ServiceUnavailable: say`AWS has a fault of its own. Try again in some minutes.`,
  ConcurrentModification: say`Something else changes the organization now. Run the same command again.`,
  FinalizingOrganization: say`The organization is being set up. Try again in an hour.`,
  StaleRequest: say`Another operation on this stack set came first. Run the same command again.`,
};

function isCredentialsError(error: Error): boolean {
  return /^(CredentialsProviderError|TokenProviderError|ProviderError)$/.test(error.name);
}

function withoutCredentials(error: Error, site: CallSite): MetsukeError {
  const words = plainWords(error.message);
  if (/expired|sso login|sso session/i.test(words)) {
    return new MetsukeError('credentials-rejected', words, { cause: error, hint: signInAgain(site) });
  }
  const hint = site.profile
    ? say`Is ${site.profile} a profile of this machine? \`aws configure list-profiles\` lists them.`
    : say`Sign in (\`aws sso login\`), name a profile with --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
  return new MetsukeError('credentials-missing', say`No AWS credentials: ${words}`, { cause: error, hint });
}

function signInAgain(site: CallSite): string {
  return say`Sign in again: aws sso login${site.profile ? ` --profile ${forShell(site.profile)}` : ''}`;
}

function networkCodeOf(error: Error): string | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return /^(E[A-Z_]+|TimeoutError)$/.test(code) ? code : null;
}

function unreachable(endpoint: string, reason: string, cause: unknown): MetsukeError {
  return new MetsukeError('endpoint-unreachable', say`Cannot reach ${endpoint} (${reason}).`, {
    cause,
    hint: say`Check the network, the region, a proxy, and AWS_ENDPOINT_URL or --endpoint-url when one is set.`,
  });
}

function failed(message: string, cause: unknown): MetsukeError {
  return new MetsukeError('aws-error', message, { cause });
}

function actionOf(site: CallSite): string {
  return `${site.service}:${site.operation}`;
}
