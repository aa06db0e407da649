import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import * as z from 'zod';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';

/** A public key of CloudTrail. Its private half is unique to a region and never leaves AWS. */
export interface PublicKey {
  readonly fingerprint: string;
  /** Base64 of PKCS#1 DER. */
  readonly value: string;
  /** ISO 8601; absent when the source does not say. */
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** Where public keys come from: CloudTrail's ListPublicKeys, or a file that was kept. */
export interface PublicKeys {
  /** For people: `ListPublicKeys` or a file. */
  readonly source: string;
  /** The keys of a region that were valid at some time between the two. */
  list(region: string, from: Date, to: Date): Promise<readonly PublicKey[]>;
}

const listSchema = z.object({
  PublicKeyList: z.array(
    z.object({
      Fingerprint: z.string().min(1),
      Value: z.string().min(1),
      ValidityStartTime: z.union([z.string(), z.number()]).optional(),
      ValidityEndTime: z.union([z.string(), z.number()]).optional(),
    }),
  ),
});

/** Answers of `aws cloudtrail list-public-keys`, one or an array of several. */
export function publicKeysFrom(text: string, file: string): PublicKeys {
  const lists = parseLists(text, file);
  const keys = lists
    .flatMap(({ PublicKeyList }) => PublicKeyList)
    .map((key) => ({
      fingerprint: key.Fingerprint,
      value: key.Value,
      ...(key.ValidityStartTime === undefined ? {} : { validFrom: isoOf(key.ValidityStartTime) }),
      ...(key.ValidityEndTime === undefined ? {} : { validTo: isoOf(key.ValidityEndTime) }),
    }));
  // A file that was kept says not always of which region it is, and a fingerprint is unique.
  return { source: file, list: async () => keys };
}

function parseLists(text: string, file: string): readonly z.output<typeof listSchema>[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? z.array(listSchema).parse(value) : [listSchema.parse(value)];
  } catch (cause) {
    throw new MetsukeError('usage', say`${file} holds no public keys.`, {
      hint: say`It should be what this prints: aws cloudtrail list-public-keys --start-time … --end-time … --output json`,
      cause,
    });
  }
}

function isoOf(time: string | number): string {
  return new Date(typeof time === 'number' ? time * 1_000 : time).toISOString();
}

/** True when the holder of the private key signed the text: RSA, PKCS#1 v1.5, SHA-256. */
export function isSignedBy(key: PublicKey, text: string, hexSignature: string): boolean {
  if (!/^(?:[0-9a-f]{2})+$/i.test(hexSignature)) return false;
  const object = keyObjectOf(key);
  return object !== null && verify('RSA-SHA256', Buffer.from(text), object, Buffer.from(hexSignature, 'hex'));
}

const parsed = new WeakMap<PublicKey, { readonly object: KeyObject | null }>();

function keyObjectOf(key: PublicKey): KeyObject | null {
  const known = parsed.get(key);
  if (known !== undefined) return known.object;
  const object = parseKey(key.value);
  parsed.set(key, { object });
  return object;
}

function parseKey(value: string): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(value, 'base64'), format: 'der', type: 'pkcs1' });
  } catch {
    return null;
  }
}
