// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript
import { type BucketKind, type BucketPlace, bucketName } from '../domain/bucket-names.ts';
import { arnOf, type NamedType, type Place } from '../domain/namespace.ts';

const HERE = { prefix: '${ManagedResourcePrefix}', region: '${AWS::Region}', account: '${AWS::AccountId}' };

/** Texts for Fn::Sub of what has a name of ours: names.ts has the names, and here is the prefix that a template is given. */
export function ours(name: string): string {
  return `${HERE.prefix}-${name}`;
}

/** In the account and region of the stack, unless `where` says otherwise. */
export function arnOfOurs(type: NamedType, name: string, where: Partial<Place> = {}): string {
  return `arn:\${AWS::Partition}:${arnOf(type, name, { ...HERE, ...where })}`;
}

export function ourBucket(kind: BucketKind, where: Partial<BucketPlace> = {}): string {
  return bucketName(kind, { ...HERE, ...where });
}

export function arnOfOurBucket(kind: BucketKind, where: Partial<BucketPlace> = {}): string {
  return `arn:\${AWS::Partition}:s3:::${ourBucket(kind, where)}`;
}
