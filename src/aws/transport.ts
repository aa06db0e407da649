import { NodeHttpHandler } from '@smithy/node-http-handler';
import { say } from '../domain/say.ts';

const CONNECTION_TIMEOUT_MS = 4_000;
/** CloudFormation answers within seconds; a request without an answer is given up and retried. */
const REQUEST_TIMEOUT_MS = 90_000;
const MAX_SOCKETS = 50;

/** Nobody listens at the endpoint. Has no `code` and no network error as cause, else the SDK would retry it. */
export class UnreachableError extends Error {
  readonly endpoint: string;
  readonly reason: string;

  constructor(endpoint: string, reason: string) {
    super(`${endpoint}: ${reason}`);
    this.name = 'UnreachableError';
    this.endpoint = endpoint;
    this.reason = reason;
  }
}

type Handle = InstanceType<typeof NodeHttpHandler>['handle'];

/**
 * One for all clients: connections are kept alive and shared. A host that never answered is given up at once (a typing
 * mistake, no network); one that did answer is worth the SDK's retries.
 */
export class Transport extends NodeHttpHandler {
  readonly #reached = new Set<string>();

  constructor() {
    super({
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      logger: SILENT,
    });
  }

  override async handle(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    const origin = `${request.protocol}//${request.hostname}${request.port ? `:${request.port}` : ''}`;
    try {
      const answer = await super.handle(request, options);
      this.#reached.add(origin);
      return answer;
    } catch (thrown) {
      if (this.#reached.has(origin) || !(thrown instanceof Error) || isWorthRetrying(thrown)) throw thrown;
      throw new UnreachableError(origin, reasonOf(thrown));
    }
  }
}

/** The SDK has opinions about sockets and Node versions which belong in no user's terminal. */
export const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** Somebody listened and hung up; or the caller did. */
function isWorthRetrying(error: Error): boolean {
  return error.name === 'AbortError' || ('code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE'));
}

function reasonOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name === 'TimeoutError' ? say`no answer in time` : error.message;
}
