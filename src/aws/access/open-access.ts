import type { AccessPort } from '../../access/ports.ts';
import type { AccountId } from '../../domain/ids.ts';
import { makeAssumedRole } from '../assume.ts';
import { type ConnectOptions, clientOptionsOf } from '../client-options.ts';
import { type Clients, makeClients } from '../clients.ts';
import { credentialsFrom } from '../credentials.ts';
import { makeIdentity } from '../identity.ts';
import { readAccountAccess } from './account-access.ts';
import { readIdentityCenter } from './identity-center.ts';
import { SESSION_POLICY } from './session-policy.ts';

/** Every account through the role, of whose rights a session has the reading of IAM alone; the caller's own as the caller. */
export function openAccess(options: ConnectOptions & { readonly role: string }): AccessPort {
  const clientOptions = clientOptionsOf(options);
  const { region } = options;
  const own = makeClients(clientOptions, credentialsFrom(options.environment, options.profile));
  const identity = makeIdentity(own, region);
  const clientsIn = async (account: AccountId): Promise<Clients> => {
    if ((await identity.readCaller()).accountId === account) return own;
    const role = { account, name: options.role, policy: SESSION_POLICY };
    return makeClients(clientOptions, makeAssumedRole(own, region, role));
  };
  return {
    readAccount: async (account) => readAccountAccess(await (await clientsIn(account))('iam', region)),
    readIdentityCenter: (at) => readIdentityCenter(own, at),
  };
}
