import { say } from '../../domain/say.ts';

/** AWS's most frequent reasons for a failed account, and what to do about each. First match wins. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /RoleBoundary does not exist or is not attachable/i,
    say`Apply again: IAM takes a moment to show the permissions boundary of roles everywhere. If it still fails, the account lacks it: with its credentials create the stack AWSOrganizations-StackSetExecution there as metsuke synth describes it, with MakesRole=false if its execution role is of its own.`,
  ],
  [
    /should have '.*' role with trust relationship/i,
    say`Apply again: the execution role is put there first. An invited account needs the bootstrap role; see docs/first-deployment.md.`,
  ],
  [/is SUSPENDED|suspended/i, say`Nothing can be done in a suspended account; it is skipped from the next plan on.`],
  [
    /InvalidBucketAclWithObjectOwnership|Bucket cannot have ACLs set/i,
    say`The bucket has an ACL, as buckets made before April 2023 may. Take it away in the account: aws s3api put-bucket-acl --acl private --bucket <its name>; then apply again.`,
  ],
  [
    /AWS::S3::Bucket.*already exists|BucketAlready(Exists|OwnedByYou)/i,
    say`A bucket of that name is there already: an earlier destroy kept it, or it belongs to something else. Empty and delete it, or set another resourcePrefix, then apply again; see docs/leaving.md.`,
  ],
  [
    /already exists|AlreadyExists|MaxNumberOf\w+Exceeded/i,
    say`Something of that name is there already. Remove or rename it in the account, or exclude the account, then apply again.`,
  ],
  [
    /sts:AssumeRoot\b/,
    say`Root sessions need centralized root access of IAM, and the right to begin them in the management account: see docs/root-access.md. Enable it again, then repeat.`,
  ],
  [
    /explicit deny in a service control policy|service control policy/i,
    say`A service control policy stops the execution role. Exempt that role in the policy, then apply again.`,
  ],
  [
    /not authorized to perform|AccessDenied|is not authorized|Access Denied/i,
    say`The role lacks a permission. Set stackSets.executionPolicy to administrator, or add the permission, then apply again.`,
  ],
  [
    /Cancelled since failure tolerance|failure tolerance/i,
    say`Not tried: too many others failed. Fix those and apply again.`,
  ],
  [/stopped|cancelled/i, say`Not tried: the operation was stopped. Apply again.`],
  [/Rate exceeded|Throttl/i, say`AWS was too busy. Apply again; what is done stays done.`],
  [/limit ?exceeded|quota/i, say`A quota of the account is used up. Raise it in Service Quotas, then apply again.`],
  [
    /assume|AssumeRole|trust/i,
    say`The role cannot be assumed from the management account. Add it there (docs/first-deployment.md), then apply again.`,
  ],
  [
    /ROLLBACK_FAILED|DELETE_FAILED/i,
    say`The stack is stuck. Look at its events in the account, repair or delete it, then apply again.`,
  ],
];

export function adviceFor(reason: string): string {
  const found = ADVICE.find(([pattern]) => pattern.test(reason));
  return found?.[1] ?? say`Repair the cause in the account, then apply again: what is done stays done.`;
}
