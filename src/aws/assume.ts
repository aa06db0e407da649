import type { AssumeRoleResponse } from '@aws-sdk/client-sts';
import type { AccountId } from '../domain/ids.ts';
import { partitionOf } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { Clients } from './clients.ts';
import type { Credentials, CredentialsProvider } from './credentials.ts';
import { required } from './required.ts';

/** Credentials are renewed while they still work for the requests under way. */
const RENEW_BEFORE_EXPIRY_MS = 5 * 60_000;

interface AssumedRole {
  readonly account: AccountId;
  readonly name: string;
  /** JSON. The session has no rights beyond it, even if the role has. */
  readonly policy?: string;
}

/** Credentials of a role in another account. */
export function makeAssumedRole(
  clients: Clients,
  region: string,
  { account, name, policy }: AssumedRole,
): CredentialsProvider {
  const RoleArn = `arn:${partitionOf(region)}:iam::${account}:role/${name}`;
  const Policy = policy === undefined ? {} : { Policy: policy };
  return kept(async () => {
    const sts = await clients('sts', region);
    return credentialsOf(await sts.assumeRole({ RoleArn, RoleSessionName: 'metsuke', ...Policy }), RoleArn);
  });
}

/** Credentials of the root user of a member, for one privileged task: at most 15 minutes, by a regional endpoint only. */
export function makeRootSession(
  clients: Clients,
  region: string,
  { account, task }: { readonly account: AccountId; readonly task: string },
): CredentialsProvider {
  const arn = `arn:${partitionOf(region)}:iam::aws:policy/root-task/${task}`;
  return kept(async () => {
    const sts = await clients('sts', region);
    return credentialsOf(
      await sts.assumeRoot({ TargetPrincipal: account, TaskPolicyArn: { arn } }),
      `${account}, ${task}`,
    );
  });
}

/** Assumed when first needed, kept until shortly before they expire. */
function kept(assume: () => Promise<Credentials>): CredentialsProvider {
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
    const assumed = assume();
    held = assumed;
    assumed.catch(() => {
      if (held === assumed) held = undefined;
    });
    return assumed;
  }
}

function credentialsOf({ Credentials }: Pick<AssumeRoleResponse, 'Credentials'>, whose: string): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
  return {
    accessKeyId: required(AccessKeyId, say`credentials of ${whose}`),
    secretAccessKey: required(SecretAccessKey, say`credentials of ${whose}`),
    ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
    ...(Expiration === undefined ? {} : { expiration: Expiration }),
  };
}

function isFresh(credentials: Credentials): boolean {
  return credentials.expiration === undefined || credentials.expiration.getTime() - Date.now() > RENEW_BEFORE_EXPIRY_MS;
}
