/** The service, as AWS Organizations names it. */
export const PRINCIPAL = 'iam.amazonaws.com';

/** Features of the organization, in IAM's words. */
export const FEATURES = { credentials: 'RootCredentialsManagement', sessions: 'RootSessions' } as const;

/** What a root user of a member may sign in or sign with. */
export const CREDENTIALS = {
  password: 'rootPassword',
  keys: 'rootAccessKeys',
  devices: 'rootMfaDevices',
  certificates: 'rootSigningCertificates',
} as const;
