import type { AccountId } from '../domain/ids.ts';
import { partitionOf } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { Clients } from './clients.ts';
import type { Credentials, CredentialsProvider } from './credentials.ts';
import { required } from './required.ts';

/** Credentials are renewed while they still work for the requests under way. */
const RENEW_BEFORE_EXPIRY_MS = 5 * 60_000;

/** Credentials of a role in another account: assumed when first needed, kept until shortly before they expire. */
export function makeAssumedRole(
  clients: Clients,
  region: string,
  role: { readonly account: AccountId; readonly name: string },
): CredentialsProvider {
  let held: Promise<Credentials> | undefined;
  return async () => {
    const shared = held;
    if (shared === undefined) return renew();
    const credentials = await shared;
    if (isFresh(credentials)) return credentials;
    // of several that find them stale at once, the first renews for all
    return held === shared || held === undefined ? renew() : held;
  };

  function renew(): Promise<Credentials> {
    const assumed = assume(clients, region, `arn:${partitionOf(region)}:iam::${role.account}:role/${role.name}`);
    held = assumed;
    assumed.catch(() => {
      if (held === assumed) held = undefined;
    });
    return assumed;
  }
}

async function assume(clients: Clients, region: string, roleArn: string): Promise<Credentials> {
  const sts = await clients('sts', region);
  const answer = await sts.assumeRole({ RoleArn: roleArn, RoleSessionName: 'metsuke' });
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  return {
    accessKeyId: required(AccessKeyId, say`credentials of ${roleArn}`),
    secretAccessKey: required(SecretAccessKey, say`credentials of ${roleArn}`),
    ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
    ...(Expiration === undefined ? {} : { expiration: Expiration }),
  };
}

function isFresh(credentials: Credentials): boolean {
  return credentials.expiration === undefined || credentials.expiration.getTime() - Date.now() > RENEW_BEFORE_EXPIRY_MS;
}
