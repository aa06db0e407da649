import type { AccountId } from '../domain/ids.ts';
import { makeAssumedRole } from './assume.ts';
import { type ConnectOptions, clientOptionsOf } from './client-options.ts';
import { type Clients, makeClients } from './clients.ts';
import { credentialsFrom } from './credentials.ts';

export interface ThroughOptions extends ConnectOptions {
  /** Absent: with the caller's own credentials, as an auditor in the log account has. */
  readonly through?: { readonly account: AccountId; readonly role: string };
}

/** Clients of one account. Asks AWS nothing yet. */
export function connectThrough({ through, ...options }: ThroughOptions): Clients {
  const clientOptions = clientOptionsOf(options);
  const own = makeClients(clientOptions, credentialsFrom(options.environment, options.profile));
  if (through === undefined) return own;
  const role = { account: through.account, name: through.role };
  return makeClients(clientOptions, makeAssumedRole(own, options.region, role));
}
