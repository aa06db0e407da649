// Signature Version 4, as far as reading objects needs it: the SDK's own takes most of the time of reading a small one.
import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from './credentials.ts';

/** As AWS's Signature Version 4 wants it: everything but unreserved characters. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The key of an object as a part of a path: its slashes stay. */
export function encodeKey(key: string): string {
  return key.split('/').map(encodeSegment).join('/');
}

/** `20261125T093000Z` */
function signingTime(moment: Date): string {
  return moment.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

const EMPTY = createHash('sha256').update('').digest('hex');

interface SignerOptions {
  readonly region: string;
  readonly now?: () => Date;
}

/** Headers of a GET without a query, under Signature Version 4. */
export function makeGetSigner({ region, now = () => new Date() }: SignerOptions, host: string) {
  const keyOf = makeSigningKeys(region);
  return (path: string, credentials: Credentials, more: Headers = {}): Headers => {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    const time = signingTime(now());
    const day = time.slice(0, 8);
    const headers: Headers = {
      host,
      ...more,
      'x-amz-content-sha256': EMPTY,
      'x-amz-date': time,
      ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
    };
    const names = Object.keys(headers).sort();
    const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
    const asked = `GET\n${path}\n\n${lines}\n${names.join(';')}\n${EMPTY}`;
    const scope = `${day}/${region}/s3/aws4_request`;
    const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${createHash('sha256').update(asked).digest('hex')}`;
    const signature = hmac(keyOf(day, secretAccessKey), text).toString('hex');
    const signed = `SignedHeaders=${names.join(';')}`;
    return {
      ...headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, ${signed}, Signature=${signature}`,
    };
  };
}

type Headers = Readonly<Record<string, string>>;

/** The key of a day is made once. */
function makeSigningKeys(region: string): (day: string, secret: string) => Buffer {
  let last: { readonly name: string; readonly key: Buffer } | null = null;
  return (day, secret) => {
    const name = `${day} ${secret}`;
    if (last?.name !== name) {
      const key = [day, region, 's3', 'aws4_request'].reduce<Buffer>(
        (key, part) => hmac(key, part),
        Buffer.from(`AWS4${secret}`),
      );
      last = { name, key };
    }
    return last.key;
  };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

export interface PresignOptions {
  readonly region: string;
  readonly credentials: Credentials;
  readonly seconds: number;
  readonly now?: Date;
}

/** The same GET with its signature (Version 4) in the query: whoever has it may read, until the time or the credentials end. */
export function presignGet(url: URL, { region, credentials, seconds, now = new Date() }: PresignOptions): string {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const time = signingTime(now);
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
