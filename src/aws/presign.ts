import { createHash } from 'node:crypto';
import type { Credentials } from './credentials.ts';
import { encodeSegment, hmac, makeSigningKeys } from './object-reader.ts';

export interface PresignOptions {
  readonly region: string;
  readonly credentials: Credentials;
  readonly seconds: number;
  readonly now?: Date;
}

/** The same GET with its signature (Version 4) in the query: whoever has it may read, until the time or the credentials end. */
export function presignGet(url: URL, { region, credentials, seconds, now = new Date() }: PresignOptions): string {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const time = now.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  // In the order of their names, as they are signed.
  const query = Object.entries({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${accessKeyId}/${scope}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': String(seconds),
    ...(sessionToken === undefined ? {} : { 'X-Amz-Security-Token': sessionToken }),
    'X-Amz-SignedHeaders': 'host',
  })
    .map(([name, value]) => `${name}=${encodeSegment(value)}`)
    .join('&');
  const asked = `GET\n${url.pathname}\n${query}\nhost:${url.host}\n\nhost\nUNSIGNED-PAYLOAD`;
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${createHash('sha256').update(asked).digest('hex')}`;
  const signature = hmac(makeSigningKeys(region)(day, secretAccessKey), text).toString('hex');
  return `${url.origin}${url.pathname}?${query}&X-Amz-Signature=${signature}`;
}
