import type { S3 } from '@aws-sdk/client-s3';
import type { ListOptions, ObjectContent, ObjectStore, StoredObject } from '../archive/object-store.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { requireOwner } from './bucket-owner.ts';
import { clientOptionsOf } from './client-options.ts';
import { makeObjectReader, type ObjectReader } from './object-reader.ts';
import { pagesOf } from './pages.ts';
import { isObjectAbsent } from './quirks.ts';
import { required } from './required.ts';
import { connectThrough, type ThroughOptions } from './through.ts';

export interface BucketOptions extends ThroughOptions {
  readonly bucket: string;
  /** The account that the bucket must belong to. Absent: a bucket that the person names, of whichever account. */
  readonly owner?: string;
}

/** The log archive where it is. Opened, it has asked AWS nothing. */
export function openBucket(options: BucketOptions): ObjectStore {
  const { bucket } = options;
  const s3 = clientOf(options);
  return {
    location: `s3://${bucket}`,
    list: (prefix, listOptions) => listObjects(s3, bucket, prefix, listOptions),
    listFolders: (prefix) => listFolders(s3, bucket, prefix),
    get: makeGet(s3, bucket, readerOf(s3, options)),
  };
}

export type Client = () => Promise<S3>;

export function clientOf(options: BucketOptions): Client {
  const clients = connectThrough(options);
  const { owner, region } = options;
  let client: Promise<S3> | undefined;
  return () => {
    client ??= clients('s3', region).then((s3) => (owner === undefined ? s3 : requireOwner(s3, owner)));
    return client;
  };
}

function readerOf(
  client: Client,
  { bucket, owner, region, onCall, environment, ...options }: BucketOptions,
): ObjectReader | null {
  // The SDK knows these endpoints' names.
  if (isOn(environment.AWS_USE_FIPS_ENDPOINT) || isOn(environment.AWS_USE_DUALSTACK_ENDPOINT)) return null;
  const { endpoint } = clientOptionsOf({ ...options, environment, region });
  const credentials = async () => (await client()).config.credentials();
  const read = makeObjectReader({ bucket, owner, region, endpoint, credentials });
  return (key) => {
    onCall?.('s3', 'GetObject');
    return read(key);
  };
}

function isOn(setting: string | undefined): boolean {
  return setting?.toLowerCase() === 'true';
}

/** So often in a row does the quick way fail where the SDK succeeds before it is not tried any more. */
const PATIENCE = 3;

function makeGet(client: Client, bucket: string, read: ObjectReader | null): ObjectStore['get'] {
  let failures = 0;
  return async (key) => {
    const found = read && failures < PATIENCE ? await read(key) : null;
    if (found) {
      failures = 0;
      return found;
    }
    const content = await getObject(client, bucket, key);
    failures += 1;
    return content;
  };
}

export async function* listObjects(
  client: Client,
  bucket: string,
  prefix: string,
  { startAfter }: ListOptions = {},
): AsyncIterable<StoredObject> {
  const s3 = await client();
  const pages = pagesOf(async (token) => {
    const after = token === undefined && startAfter !== undefined ? { StartAfter: startAfter } : {};
    const { Contents, NextContinuationToken } = await s3.listObjectsV2({
      Bucket: bucket,
      Prefix: prefix,
      ContinuationToken: token,
      ...after,
    });
    return { items: Contents, next: NextContinuationToken };
  });
  for await (const page of pages) {
    for (const { Key, Size, ETag, LastModified } of page) {
      yield {
        key: required(Key, 'Key'),
        size: Size ?? 0,
        etag: (ETag ?? '').replaceAll('"', ''),
        lastModified: (LastModified ?? new Date(0)).toISOString(),
      };
    }
  }
}

async function listFolders(client: Client, bucket: string, prefix: string): Promise<readonly string[]> {
  const s3 = await client();
  const folders: string[] = [];
  const pages = pagesOf(async (token) => {
    const { CommonPrefixes, NextContinuationToken } = await s3.listObjectsV2({
      Bucket: bucket,
      Prefix: prefix,
      Delimiter: '/',
      ContinuationToken: token,
    });
    return { items: CommonPrefixes, next: NextContinuationToken };
  });
  for await (const page of pages) {
    for (const { Prefix = '' } of page) folders.push(Prefix.slice(prefix.length));
  }
  return folders;
}

async function getObject(client: Client, bucket: string, key: string): Promise<ObjectContent> {
  const s3 = await client();
  try {
    const { Body, Metadata = {} } = await s3.getObject({ Bucket: bucket, Key: key });
    return { body: (await Body?.transformToByteArray()) ?? new Uint8Array(), metadata: Metadata };
  } catch (error) {
    if (!isObjectAbsent(error)) throw error;
    throw new MetsukeError('not-found', say`There is no ${key} in s3://${bucket}.`, { cause: error });
  }
}
