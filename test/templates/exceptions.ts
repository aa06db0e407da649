/** What a linter says and we do not follow, each with the reason. A rule that no template breaks any more fails the test. */
export interface LintException {
  readonly rule: string;
  /** Blueprint and, where the linter names one, resource. */
  readonly where: string;
  readonly reason: string;
}

export const CFN_LINT_EXCEPTIONS: readonly LintException[] = [
  {
    rule: 'I1022',
    where: 'logging-resource',
    reason:
      "Prefers Fn::Sub over Fn::Join; Control Tower's control CT.S3.PR.8 recognizes a TLS-only policy by Fn::Join.",
  },
];

export const VALIDATOR_EXCEPTIONS: readonly LintException[] = [
  {
    rule: 'F3031',
    where: 'security-resource ConfigAggregator',
    reason: 'False positive: it splits the empty default of Accounts in the branch of Fn::If that is taken without it.',
  },
];
