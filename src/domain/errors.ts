import type { Finding } from './finding.ts';

/** Process exit codes, as documented in the README. */
export const EXIT = { done: 0, failed: 1, usage: 2, planHasChanges: 3, rowsFound: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Every code that a MetsukeError can carry, and the exit code it ends the process with. */
const EXIT_CODE_OF = {
  'config-invalid': EXIT.usage,
  'config-not-found': EXIT.usage,
  usage: EXIT.usage,
  'credentials-missing': EXIT.failed,
  'credentials-rejected': EXIT.failed,
  'endpoint-unreachable': EXIT.failed,
  'endpoint-not-allowed': EXIT.usage,
  'not-management-account': EXIT.failed,
  'not-in-organization': EXIT.failed,
  'wrong-organization': EXIT.failed,
  'access-denied': EXIT.failed,
  throttled: EXIT.failed,
  'aws-error': EXIT.failed,
  'file-failed': EXIT.failed,
  'format-newer': EXIT.usage,
  'plan-stale': EXIT.failed,
  'plan-unreadable': EXIT.usage,
  'apply-in-progress': EXIT.failed,
  'apply-failed': EXIT.failed,
  interrupted: EXIT.interrupted,
  'not-confirmed': EXIT.failed,
  'sandbox-unavailable': EXIT.failed,
  'sandbox-not-running': EXIT.failed,
  'template-invalid': EXIT.failed,
  'stack-failed': EXIT.failed,
  'operation-in-progress': EXIT.failed,
  'not-found': EXIT.failed,
  'query-failed': EXIT.failed,
  'archive-in-use': EXIT.failed,
} as const satisfies Record<string, ExitCode>;

export type ErrorCode = keyof typeof EXIT_CODE_OF;

/** Work cannot go on. A user's mistake in a file is a Finding instead, so that all of them are told at once. */
export class MetsukeError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly findings: readonly Finding[];

  constructor(
    code: ErrorCode,
    message: string,
    options: { hint?: string; cause?: unknown; findings?: readonly Finding[] } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'MetsukeError';
    this.code = code;
    this.hint = options.hint;
    this.findings = options.findings ?? [];
  }

  get exitCode(): ExitCode {
    return EXIT_CODE_OF[this.code];
  }
}

/**
 * The person, or the system, wants this to end. No MetsukeError: what is told of an account that could not be read, and
 * goes on, must not tell this.
 */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}
