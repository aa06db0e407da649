import type { StoredObject } from '../object-store.ts';

/** A bucket, or what is below a prefix of one, in which a table is kept. Objects in it are replaced, and never removed. */
export interface TableBucket {
  /** `s3://example-curated/logs` */
  readonly location: string;
  list(prefix: string): AsyncIterable<StoredObject>;
  /** A small object; undefined when there is none. */
  read(key: string): Promise<SmallObject | undefined>;
  /** Undefined when there is none. */
  download(key: string, path: string): Promise<Content | undefined>;
  write(key: string, body: Uint8Array, expected: Expected): Promise<Written>;
  upload(key: string, path: string, options: UploadOptions): Promise<Written>;
}

export interface SmallObject {
  readonly body: Uint8Array;
  readonly etag: string;
}

export interface Content {
  readonly sha256: string;
}

/** The ETag of the object that is replaced; null when there must be none yet. Whoever is too late writes nothing. */
export type Expected = string | null;

/** The ETag of what was written; null when something else was there than was expected. */
export type Written = string | null;

export interface UploadOptions {
  readonly expected: Expected;
  readonly sha256: string;
  /** After each of the pieces that a large file is sent in. */
  readonly onPiece: () => Promise<void>;
}
