/** What is set in an account and region, as the plan and the memory of what was found name it. */
export const DEFAULTS = {
  ebsEncryption: 'ebsEncryption',
  imds: 'instanceMetadataTokens',
  snapshots: 'snapshotPublicAccess',
  images: 'imagePublicAccess',
  documents: 'documentPublicSharing',
} as const;
