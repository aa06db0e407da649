/** `s3://bucket` or `s3://bucket/prefix`, with or without a slash at its end. */
export const BUCKET_ADDRESS = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w!.*'()-]+(?:\/[\w!.*'()-]+)*)?\/?)?$/;

export interface BucketAddress {
  readonly bucket: string;
  /** '' or `logs/` */
  readonly prefix: string;
}

/** Undefined for what is no address of a bucket. */
export function parseBucketAddress(text: string): BucketAddress | undefined {
  const [, bucket, prefix = ''] = BUCKET_ADDRESS.exec(text) ?? [];
  return bucket === undefined ? undefined : { bucket, prefix: prefix === '' ? '' : `${prefix}/` };
}
