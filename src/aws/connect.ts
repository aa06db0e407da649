import type { AccountId } from '../domain/ids.ts';
import type { AccountPorts, Ports } from '../engine/observe/ports.ts';
import { makeAssumedRole } from './assume.ts';
import { makeBuckets } from './buckets.ts';
import type { ClientOptions, Clients } from './clients.ts';
import { makeClients } from './clients.ts';
import type { Environment } from './credentials.ts';
import { credentialsFrom, profileFrom } from './credentials.ts';
import { allowedEndpoint } from './endpoint.ts';
import { makeIdentity } from './identity.ts';
import { makeLease } from './lease.ts';
import { makeOrganizations } from './organizations.ts';
import { makeRoles } from './roles.ts';
import { makeStackSets } from './stack-sets.ts';
import { makeStacks } from './stacks.ts';
import { makeTopics } from './topics.ts';
import { Transport } from './transport.ts';

export interface ConnectOptions {
  /** The home region: stack sets, the lease and the management account's stacks are there. */
  readonly region: string;
  readonly profile?: string;
  /** Default: AWS_ENDPOINT_URL. Only this machine, unless `allowEndpoint`. */
  readonly endpointUrl?: string;
  readonly allowEndpoint?: boolean;
  /** Told every call once, retries not counted: `('organizations', 'ListAccounts')`. */
  readonly onCall?: (service: string, operation: string) => void;
  readonly environment: Environment;
  /** How often a call is tried before AWS's refusal is believed. */
  readonly maxAttempts?: number;
}

/** Throttled for longer than eight attempts with growing pauses, about half a minute, is worth telling the user. */
const MAX_ATTEMPTS = 8;

/** Connects to AWS, or to what stands in for it. Calls nobody yet: the first method that is used does. */
export function connect(options: ConnectOptions): Ports {
  const { region, environment } = options;
  const clientOptions: ClientOptions = {
    endpoint: allowedEndpoint(options.endpointUrl ?? environment.AWS_ENDPOINT_URL, options.allowEndpoint ?? false),
    profile: profileFrom(environment, options.profile),
    transport: new Transport(),
    maxAttempts: options.maxAttempts ?? MAX_ATTEMPTS,
    onCall: options.onCall ?? (() => {}),
  };
  const clients = makeClients(clientOptions, credentialsFrom(environment, options.profile));
  const identity = makeIdentity(clients, region);
  return {
    identity,
    organizations: makeOrganizations(clients, region, identity),
    stackSets: makeStackSets(clients, region),
    stacks: makeStacks(clients),
    roles: makeRoles(clients, region),
    lease: makeLease(clients, region),
    inAccount: makeInAccount(clients, clientOptions, region),
  };
}

/** With ten thousand accounts not every client can be kept; the ones used last are. */
const ACCOUNTS_KEPT = 256;

function makeInAccount(clients: Clients, options: ClientOptions, region: string): Ports['inAccount'] {
  const kept = new Map<string, AccountPorts>();
  return (account: AccountId, roleName: string) => {
    const key = `${account}/${roleName}`;
    const ports = kept.get(key) ?? makeAccountPorts();
    kept.delete(key);
    kept.set(key, ports);
    const [oldest] = kept.keys();
    if (kept.size > ACCOUNTS_KEPT && oldest !== undefined) kept.delete(oldest);
    return ports;

    function makeAccountPorts(): AccountPorts {
      const theirs = makeClients(options, makeAssumedRole(clients, region, { account, name: roleName }));
      return {
        stacks: makeStacks(theirs),
        roles: makeRoles(theirs, region),
        topics: makeTopics(theirs),
        buckets: makeBuckets(theirs, region),
      };
    }
  };
}
