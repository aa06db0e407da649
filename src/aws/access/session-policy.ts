/** What a snapshot asks IAM of an account. docs/reader-policy.json allows the same in the management account. */
export const IAM_READS = [
  'iam:GetAccessKeyLastUsed',
  'iam:GetAccountAuthorizationDetails',
  'iam:GetAccountSummary',
  'iam:GetLoginProfile',
  'iam:ListAccessKeys',
  'iam:ListMFADevices',
  'iam:ListUsers',
] as const;

/** AssumeRole gives a session what both the role and this policy allow: no administrator's role writes here. */
export const SESSION_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: IAM_READS, Resource: '*' }],
});
