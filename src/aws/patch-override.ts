import { makeAssumedRole } from './assume.ts';
import type { BucketOptions } from './bucket-store.ts';
import { clientOptionsOf } from './client-options.ts';
import { makeClients } from './clients.ts';
import { type CredentialsProvider, credentialsFrom } from './credentials.ts';
import { addressOf } from './object-reader.ts';
import { encodeKey, presignGet } from './signature.ts';

/** As long as credentials of a role live that was entered from another. */
const SECONDS = 3_600;

/**
 * Writes a list of baselines into the log bucket. Instances read it by an address that is signed: their own roles have no
 * right in that bucket and need none. Each address is signed by credentials that were just made, so that it works for an hour.
 */
export async function putOverride(
  { bucket, owner, region, through, ...options }: BucketOptions,
  { key, body }: { readonly key: string; readonly body: string },
): Promise<() => Promise<string>> {
  const clientOptions = clientOptionsOf({ ...options, region });
  const callers = credentialsFrom(options.environment, options.profile);
  const own = makeClients(clientOptions, callers);
  const freshCredentials = (): CredentialsProvider =>
    through ? makeAssumedRole(own, region, { account: through.account, name: through.role }) : callers;
  const s3 = await makeClients(clientOptions, freshCredentials())('s3', region);
  const expected = owner === undefined ? {} : { ExpectedBucketOwner: owner };
  await s3.putObject({ Bucket: bucket, Key: key, Body: body, ContentType: 'application/json', ...expected });
  const { origin, path } = addressOf({ bucket, region, endpoint: clientOptions.endpoint });
  const url = new URL(`${path}/${encodeKey(key)}`, origin);
  return async () => presignGet(url, { region, credentials: await freshCredentials()(), seconds: SECONDS });
}
