import { SILENT } from './transport.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** The SDK tells who asks (region, transport): a profile that assumes a role asks STS in the same way. */
export type CredentialsProvider = (caller?: Record<string, unknown>) => Promise<Credentials>;
export type Environment = Readonly<Record<string, string | undefined>>;

/** Who asks elsewhere whether this machine is an EC2 instance waits no longer than this on a laptop. */
const INSTANCE_METADATA_TIMEOUT_MS = 1_000;

/**
 * The AWS SDK's own order: a profile that was asked for, else access keys in the environment, else the chain (default
 * profile, SSO, process, web identity, container, instance). Resolved once and refreshed when they expire.
 */
export function credentialsFrom(environment: Environment, profile: string | undefined): CredentialsProvider {
  const chosen = profileFrom(environment, profile);
  const keys = chosen === undefined ? keysFrom(environment) : null;
  return keys === null ? chain(chosen) : async () => keys;
}

export function profileFrom(environment: Environment, profile: string | undefined): string | undefined {
  return profile || environment.AWS_PROFILE || undefined;
}

function keysFrom(environment: Environment): Credentials | null {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (!accessKeyId || !secretAccessKey) return null;
  const sessionToken = environment.AWS_SESSION_TOKEN;
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

/**
 * Loaded when needed: keys in the environment need none of it. Finds its files through the process's own variables, for
 * the SDK forgets paths it is given on the way to SSO profiles.
 */
function chain(profile: string | undefined): CredentialsProvider {
  let provider: CredentialsProvider | undefined;
  return async (caller) => {
    if (provider === undefined) {
      const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
      provider = fromNodeProviderChain({
        ...(profile === undefined ? {} : { profile }),
        timeout: INSTANCE_METADATA_TIMEOUT_MS,
        maxRetries: 0,
        // It warns at length when keys and a profile are both set; the profile wins, as in the AWS CLI.
        logger: SILENT,
      });
    }
    return provider(caller);
  };
}
