/** Identifiers as AWS prints them. Branded, so that an account id is never passed where a unit id is meant. */
export type AccountId = string & { readonly __brand: 'AccountId' };
export type OrganizationId = string & { readonly __brand: 'OrganizationId' };
export type RootId = string & { readonly __brand: 'RootId' };
export type UnitId = string & { readonly __brand: 'UnitId' };

/** A node of the organization's tree that a policy can be attached to. */
export type TargetId = RootId | UnitId | AccountId;

export function isAccountId(text: string): text is AccountId {
  return /^\d{12}$/.test(text);
}

export function isUnitId(text: string): text is UnitId {
  return /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/.test(text);
}

export function isRootId(text: string): text is RootId {
  return /^r-[0-9a-z]{4,32}$/.test(text);
}

/** `aws`, `aws-cn` or `aws-us-gov`, from a region's name. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}
