import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { ObjectContent } from '../archive/object-store.ts';
import { partitionOf } from '../domain/ids.ts';
import { OWNER_HEADER } from './bucket-owner.ts';
import type { Credentials } from './credentials.ts';
import { encodeKey, makeGetSigner } from './signature.ts';

/**
 * Reads whole objects. The SDK's GetObject takes over a millisecond of processor time, which is most of the time of a run
 * over an archive of small files; this takes a fifth of it. Whatever is not a plain 200 is null: the SDK asks again then,
 * with its retries and its words for errors.
 */
export type ObjectReader = (key: string) => Promise<ObjectContent | null>;

export interface ReaderOptions {
  readonly bucket: string;
  /** The account that the bucket must belong to. */
  readonly owner?: string | undefined;
  readonly region: string;
  /** Another endpoint than that of AWS. */
  readonly endpoint: string | undefined;
  readonly credentials: () => Promise<Credentials>;
  readonly now?: () => Date;
}

const MAX_SOCKETS = 64;
const TIMEOUT_MS = 60_000;
const METADATA_HEADER = 'x-amz-meta-';

export function makeObjectReader(options: ReaderOptions): ObjectReader {
  const { origin, path } = addressOf(options);
  const secure = origin.protocol === 'https:';
  const agent = new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: MAX_SOCKETS });
  const send = secure ? httpsRequest : httpRequest;
  const sign = makeGetSigner(options, origin.host);
  const owner: Record<string, string> = options.owner === undefined ? {} : { [OWNER_HEADER]: options.owner };
  return async (key) => {
    const target = `${path}/${encodeKey(key)}`;
    const headers = sign(target, await options.credentials(), owner);
    return new Promise((resolve) => {
      const asked = send(
        { agent, host: origin.hostname, port: origin.port, path: target, headers, timeout: TIMEOUT_MS },
        (response) => resolve(readBody(response)),
      );
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => resolve(null));
      asked.end();
    });
  };
}

/** A name with dots fits no certificate as a host: the bucket is in the path then, as at endpoints that are not AWS's. */
export function addressOf({ bucket, region, endpoint }: Pick<ReaderOptions, 'bucket' | 'region' | 'endpoint'>): {
  readonly origin: URL;
  readonly path: string;
} {
  if (endpoint !== undefined) return { origin: new URL(endpoint), path: `/${bucket}` };
  const domain = `s3.${region}.amazonaws.com${partitionOf(region) === 'aws-cn' ? '.cn' : ''}`;
  if (bucket.includes('.')) return { origin: new URL(`https://${domain}`), path: `/${bucket}` };
  return { origin: new URL(`https://${bucket}.${domain}`), path: '' };
}

/** Null for anything but a whole object. By events: an iterator takes longer than all the rest. */
function readBody(response: IncomingMessage): Promise<ObjectContent | null> {
  const pieces: Buffer[] = [];
  return new Promise((resolve) => {
    response.on('data', (piece: Buffer) => pieces.push(piece));
    response.on('error', () => resolve(null));
    response.on('close', () => {
      const isWhole = response.statusCode === 200 && response.complete;
      resolve(isWhole ? { body: joined(pieces), metadata: metadataOf(response) } : null);
    });
  });
}

function joined(pieces: readonly Buffer[]): Buffer {
  const [first] = pieces;
  return pieces.length === 1 && first ? first : Buffer.concat(pieces);
}

function metadataOf({ headers }: IncomingMessage): Record<string, string> {
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(METADATA_HEADER)) metadata[name.slice(METADATA_HEADER.length)] = String(value);
  }
  return metadata;
}
