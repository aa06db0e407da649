import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CompletedPart, S3 } from '@aws-sdk/client-s3';
import type {
  Content,
  Expected,
  SmallObject,
  TableBucket,
  UploadOptions,
  Written,
} from '../archive/compact/table-bucket.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { type BucketOptions, type Client, clientOf, listObjects } from './bucket-store.ts';
import { isBucketMissing, isConditionFailed, isObjectAbsent } from './quirks.ts';
import { required } from './required.ts';

export interface TableBucketOptions extends BucketOptions {
  /** '' or `logs/` */
  readonly prefix: string;
}

/** Opened, it has asked AWS nothing. */
export function openTableBucket(options: TableBucketOptions): TableBucket {
  const { bucket, prefix } = options;
  const s3 = clientOf(options);
  const placeOf = (key: string): Place => ({ Bucket: bucket, Key: `${prefix}${key}` });
  return {
    location: `s3://${bucket}/${prefix}`.replace(/\/$/, ''),
    async *list(wanted) {
      try {
        for await (const object of listObjects(s3, bucket, `${prefix}${wanted}`)) {
          yield { ...object, key: object.key.slice(prefix.length) };
        }
      } catch (error) {
        throw explained(error, options);
      }
    },
    read: (key) =>
      unlessAbsent(readObject(s3, placeOf(key))).catch((error: unknown) => {
        throw explained(error, options);
      }),
    download: (key, path) => unlessAbsent(downloadObject(s3, placeOf(key), path)),
    async write(key, body, expected) {
      const client = await s3();
      const place = placeOf(key);
      const sha256 = createHash('sha256').update(body).digest('hex');
      return putIf({ client, place, sha256 }, () =>
        client.putObject({ ...place, Body: body, Metadata: { [HASH]: sha256 }, ...conditionOf(expected) }),
      );
    },
    upload: async (key, path, upload) => uploadFile(await s3(), placeOf(key), path, upload),
  };
}

/** A compaction reads before it writes, and a query lists before it reads: that is where a bucket shows that is missing or of another account. */
function explained(error: unknown, { bucket, owner, region }: TableBucketOptions): unknown {
  if (owner !== undefined && error instanceof MetsukeError && error.code === 'access-denied') {
    return new MetsukeError(
      'access-denied',
      say`S3 does not open s3://${bucket} as a bucket of the account ${owner}.`,
      {
        hint: say`It belongs to another account, or a permission is missing. If another account is intended, name it: reports.curatedOwner or dashboard.historyOwner in metsuke.yaml, or --curated-owner. Else allow what docs/archive.md lists.`,
        cause: error,
      },
    );
  }
  if (!isBucketMissing(error)) return error;
  return new MetsukeError('not-found', say`There is no bucket ${bucket}.`, {
    hint: say`It is one of your own: make it in ${region} first, or name another one (docs/archive.md).`,
    cause: error,
  });
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

/** Of the content, in the metadata of each object that is written here. */
const HASH = 'sha256';

async function unlessAbsent<Found>(found: Promise<Found>): Promise<Found | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isObjectAbsent(error)) return undefined;
    throw error;
  }
}

async function readObject(client: Client, place: Place): Promise<SmallObject> {
  const { Body, ETag } = await (await client()).getObject(place);
  return { body: (await Body?.transformToByteArray()) ?? new Uint8Array(), etag: plain(ETag) };
}

async function downloadObject(client: Client, place: Place, path: string): Promise<Content> {
  const { Body } = await (await client()).getObject(place);
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      done(null, piece);
    },
  });
  try {
    await pipeline(Body as NodeJS.ReadableStream, hashing, createWriteStream(path));
  } catch (error) {
    throw new MetsukeError('aws-error', say`Reading s3://${place.Bucket}/${place.Key} was cut off.`, {
      hint: say`Try again.`,
      cause: error,
    });
  }
  return { sha256: hash.digest('hex') };
}

function plain(etag: string | undefined): string {
  return (etag ?? '').replaceAll('"', '');
}

function conditionOf(expected: Expected) {
  return expected === null ? { IfNoneMatch: '*' } : { IfMatch: `"${expected}"` };
}

interface Conditional {
  readonly client: S3;
  readonly place: Place;
  readonly sha256: string;
}

/** Null when the condition does not hold, unless an earlier try of the same request has come through without an answer. */
async function putIf(
  { client, place, sha256 }: Conditional,
  put: () => Promise<{ readonly ETag?: string | undefined }>,
): Promise<Written> {
  try {
    return plain((await put()).ETag);
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    return writtenBefore(client, place, sha256);
  }
}

async function writtenBefore(client: S3, place: Place, sha256: string): Promise<Written> {
  const head = await client.headObject(place).catch(() => undefined);
  return head?.Metadata?.[HASH] === sha256 ? plain(head.ETag) : null;
}

/** A file is sent in pieces of this size, so that little of it is in memory, and what fails is sent again piece by piece. */
const PIECE = 16 * 1024 ** 2;

async function uploadFile(client: S3, place: Place, path: string, options: UploadOptions): Promise<Written> {
  const { expected, sha256 } = options;
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const Metadata = { [HASH]: sha256 };
    if (size > PIECE) return await uploadPieces(client, place, { file, size }, options);
    const Body = await readPiece(file, 0, size);
    return await putIf({ client, place, sha256 }, () =>
      client.putObject({ ...place, Body, Metadata, ...conditionOf(expected) }),
    );
  } finally {
    await file.close();
  }
}

async function readPiece(file: FileHandle, position: number, end: number): Promise<Buffer> {
  const length = Math.min(PIECE, end - position);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error('A file was cut off while it was sent.');
  return buffer;
}

/** It appears as a whole, with the last request. */
async function uploadPieces(
  client: S3,
  place: Place,
  { file, size }: { readonly file: FileHandle; readonly size: number },
  { expected, sha256, onPiece }: UploadOptions,
): Promise<Written> {
  const { UploadId: id } = await client.createMultipartUpload({ ...place, Metadata: { [HASH]: sha256 } });
  const UploadId = required(id, 'UploadId');
  try {
    const Parts: CompletedPart[] = [];
    for (let position = 0; position < size; position += PIECE) {
      const PartNumber = Parts.length + 1;
      const Body = await readPiece(file, position, size);
      const { ETag, ChecksumCRC32 } = await client.uploadPart({ ...place, UploadId, PartNumber, Body });
      Parts.push({ PartNumber, ETag, ChecksumCRC32 });
      await onPiece();
    }
    const MultipartUpload = { Parts };
    const written = await putIf({ client, place, sha256 }, () =>
      client.completeMultipartUpload({ ...place, UploadId, MultipartUpload, ...conditionOf(expected) }),
    );
    if (written === null) await abort(client, place, UploadId);
    return written;
  } catch (error) {
    await abort(client, place, UploadId);
    throw error;
  }
}

/** What cannot be aborted goes by the lifecycle of the bucket. */
async function abort(client: S3, place: Place, UploadId: string): Promise<void> {
  await client.abortMultipartUpload({ ...place, UploadId }).catch(() => undefined);
}
