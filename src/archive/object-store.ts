/** Where the objects of the log archive are: the bucket, or a copy of it in a folder. Keys are those of the bucket. */
export interface ObjectStore {
  /** For people: `s3://aws-organizations-logs-333333333333-ap-northeast-1` or a folder. */
  readonly location: string;
  /** The folder, when the objects are files below it: whoever reads thousands of them opens them itself. */
  readonly folder?: string;
  /** In the order of their keys (UTF-8, as S3 lists them). */
  list(prefix: string, options?: ListOptions): AsyncIterable<StoredObject>;
  /** What stands between the prefix and the next slash, slash included: `AWSLogs/`. */
  listFolders(prefix: string): Promise<readonly string[]>;
  /** The bytes as they are stored, not inflated. Throws a MetsukeError `not-found` when there is no such object. */
  get(key: string): Promise<ObjectContent>;
}

export interface ListOptions {
  /** Keys after this one only. */
  readonly startAfter?: string;
}

export interface StoredObject {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Changes with the content: S3's ETag, or time and size in a folder. */
  readonly etag: string;
  /** ISO 8601. */
  readonly lastModified: string;
}

export interface ObjectContent {
  readonly body: Uint8Array;
  /** The user-defined metadata of the object: `signature` of a digest file of CloudTrail. */
  readonly metadata: Readonly<Record<string, string>>;
}
