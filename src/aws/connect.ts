import type { AccountId } from '../domain/ids.ts';
import type { AccountPorts, Ports } from '../engine/observe/ports.ts';
import { makeAccessAnalyzer } from './access-analyzer.ts';
import { makeAssumedRole, makeRootSession } from './assume.ts';
import { makeBuckets } from './buckets.ts';
import { type ConnectOptions, clientOptionsOf } from './client-options.ts';
import type { ClientOptions, Clients } from './clients.ts';
import { makeClients } from './clients.ts';
import { makeCompliance } from './compliance.ts';
import { makeCondition } from './condition.ts';
import { credentialsFrom } from './credentials.ts';
import { makeDisturbances } from './disturbances.ts';
import { makeGuardDuty } from './guard-duty.ts';
import { makeIdentity } from './identity.ts';
import { makeLease } from './lease.ts';
import { makeOrganizations } from './organizations.ts';
import { makeRecordings } from './recordings.ts';
import { makeRoles } from './roles.ts';
import { makeSessionDefaults } from './session-defaults.ts';
import { makeSettings } from './settings.ts';
import { makeSingletons } from './singletons.ts';
import { makeStackSets } from './stack-sets.ts';
import { makeStacks } from './stacks.ts';
import { makeTopics } from './topics.ts';
import { makeTrails } from './trails.ts';

/** Connects to AWS, or to what stands in for it. Calls nobody yet: the first method that is used does. */
export function connect(options: ConnectOptions): Ports {
  const { region, environment } = options;
  const clientOptions = clientOptionsOf(options);
  const clients = makeClients(clientOptions, credentialsFrom(environment, options.profile));
  const identity = makeIdentity(clients, region);
  return {
    identity,
    organizations: makeOrganizations(clients, region, identity),
    stackSets: makeStackSets(clients, region),
    guardDuty: makeGuardDuty(clients),
    stacks: makeStacks(clients),
    roles: makeRoles(clients, region),
    buckets: makeBuckets(clients),
    singletons: makeSingletons(clients),
    sessionDefaults: makeSessionDefaults(clients),
    settings: makeSettings({ clients, management: clients, asRoot: noRoot }),
    trails: makeTrails(clients),
    recordings: makeRecordings(clients),
    condition: makeCondition(clients),
    lease: makeLease(clients, region),
    inAccount: makeInAccount(clients, clientOptions, region),
  };
}

/** AWS has root sessions of members only. */
function noRoot(): never {
  throw new Error('the management account has no root sessions');
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
      const asRoot = (task: string): Clients =>
        makeClients(options, makeRootSession(clients, region, { account, task }));
      const theirs = makeClients(options, makeAssumedRole(clients, region, { account, name: roleName }));
      return {
        stacks: makeStacks(theirs),
        roles: makeRoles(theirs, region),
        topics: makeTopics(theirs),
        buckets: makeBuckets(theirs),
        singletons: makeSingletons(theirs),
        sessionDefaults: makeSessionDefaults(theirs),
        settings: makeSettings({ clients: theirs, management: clients, asRoot }),
        guardDuty: makeGuardDuty(theirs),
        accessAnalyzer: makeAccessAnalyzer(theirs),
        compliance: makeCompliance(theirs),
        recordings: makeRecordings(theirs),
        condition: makeCondition(theirs),
        disturbances: makeDisturbances(theirs),
      };
    }
  };
}
