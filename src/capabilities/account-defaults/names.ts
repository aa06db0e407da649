/** What is set in an account and region, as the plan and the memory of what was found name it. */
export const DEFAULTS = {
  ebsEncryption: 'ebsEncryption',
  ebsKey: 'ebsKey',
  imds: 'instanceMetadataTokens',
  snapshots: 'snapshotPublicAccess',
  images: 'imagePublicAccess',
  documents: 'documentPublicSharing',
  /** Its id; null: there is none, or somebody uses it. */
  emptyDefaultVpc: 'emptyDefaultVpc',
} as const;

/** What is set once in an account. */
export const ACCOUNT_WIDE = { passwordPolicy: 'passwordPolicy' } as const;

/** Whom AWS writes to beside the address of the account, by AWS's types. */
export const CONTACTS = {
  SECURITY: 'securityContact',
  OPERATIONS: 'operationsContact',
  BILLING: 'billingContact',
} as const;
