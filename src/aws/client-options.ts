import { type CallObserver, UNOBSERVED } from './calls.ts';
import type { ClientOptions } from './clients.ts';
import { type Environment, profileFrom } from './credentials.ts';
import { allowedEndpoint } from './endpoint.ts';
import { Transport } from './transport.ts';

/** What a person chooses when they connect. */
export interface ConnectOptions {
  /** The home region: stack sets, the lease, the archive and the management account's stacks are there. */
  readonly region: string;
  readonly profile?: string;
  /** Default: AWS_ENDPOINT_URL. Only this machine, unless `allowEndpoint`. */
  readonly endpointUrl?: string;
  readonly allowEndpoint?: boolean;
  /** Told every call once, retries not counted: `('organizations', 'ListAccounts')`. */
  readonly onCall?: (service: string, operation: string) => void;
  /** Told of every call and of the pauses within it. */
  readonly observer?: CallObserver;
  /** Aborted: pauses between tries end, and the calls with them. */
  readonly signal?: AbortSignal;
  readonly environment: Environment;
  /** How often a call is tried before AWS's refusal is believed. */
  readonly maxAttempts?: number;
}

/** Throttled for longer than eight attempts with growing pauses, about half a minute, is worth telling the user. */
const MAX_ATTEMPTS = 8;

export function clientOptionsOf(options: ConnectOptions): ClientOptions {
  const { environment } = options;
  return {
    endpoint: allowedEndpoint(options.endpointUrl ?? environment.AWS_ENDPOINT_URL, options.allowEndpoint ?? false),
    profile: profileFrom(environment, options.profile),
    transport: new Transport(),
    maxAttempts: options.maxAttempts ?? MAX_ATTEMPTS,
    onCall: options.onCall ?? (() => {}),
    observer: options.observer ?? UNOBSERVED,
    signal: options.signal,
  };
}
