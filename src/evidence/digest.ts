import * as z from 'zod';

const text = z.string().min(1);
const absent = z.string().nullish();

/** A digest file of CloudTrail: which log files were delivered in an hour, their hashes, and what came before. */
const digestSchema = z.object({
  awsAccountId: text,
  digestStartTime: text,
  digestEndTime: text,
  digestS3Bucket: text,
  digestS3Object: text,
  digestPublicKeyFingerprint: text,
  digestSignatureAlgorithm: text,
  previousDigestS3Bucket: absent,
  previousDigestS3Object: absent,
  previousDigestHashValue: absent,
  previousDigestSignature: absent,
  logFiles: z.array(z.object({ s3Bucket: text, s3Object: text, hashValue: text, hashAlgorithm: text })),
});

export type Digest = z.output<typeof digestSchema>;
export type ListedLog = Digest['logFiles'][number];

/** Null when the content is no digest. */
export function parseDigest(content: Uint8Array): Digest | null {
  try {
    return digestSchema.parse(JSON.parse(Buffer.from(content).toString('utf8')));
  } catch {
    return null;
  }
}

/** What CloudTrail signs. `hash` is the hex SHA-256 of the inflated digest file. */
export function signingText(digest: Digest, hash: string): string {
  const place = `${digest.digestS3Bucket}/${digest.digestS3Object}`;
  // The first of a chain has none, and CloudTrail signs the word.
  return [digest.digestEndTime, place, hash, digest.previousDigestSignature ?? 'null'].join('\n');
}
