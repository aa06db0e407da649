import type { Cdk, Scope } from './cdk.ts';
import { ours } from './ours.ts';

export interface Allowed {
  readonly actions: readonly string[];
  /** Fn::Sub texts, or `*`. */
  readonly resources: readonly string[];
  readonly condition?: object;
  /**
   * The account that the buckets in `resources` must belong to, an Fn::Sub text: the archive opens its door to others by a
   * policy, and so could a stranger who took the name of a bucket of ours.
   */
  readonly bucketOwner?: string;
}

/** A role that a service of AWS takes on in the account of the stack, and what it may do. */
export interface RoleContent {
  readonly id: string;
  /** Without the prefix. */
  readonly name: string;
  /** `states`, of `states.amazonaws.com` */
  readonly service: string;
  /** ARN of what the service must act for, an Fn::Sub text that may have `*`; absent: anything in the account. */
  readonly source?: string;
  readonly allowed: readonly Allowed[];
}

export function addServiceRole(scope: Scope, cdk: typeof Cdk, content: RoleContent): Cdk.aws_iam.CfnRole {
  const { id, name, service, source, allowed } = content;
  return new cdk.aws_iam.CfnRole(scope, id, {
    roleName: cdk.Fn.sub(ours(name)),
    path: '/',
    assumeRolePolicyDocument: makeTrust(cdk, service, source),
    policies: [
      {
        policyName: name,
        policyDocument: {
          Version: '2012-10-17',
          Statement: allowed.map(({ actions, resources, condition, bucketOwner }) => ({
            Effect: 'Allow',
            Action: actions,
            Resource: resources.map((resource) => (resource === '*' ? resource : cdk.Fn.sub(resource))),
            ...(condition && { Condition: condition }),
            ...(bucketOwner && { Condition: ownedBy(cdk, bucketOwner) }),
          })),
        },
      },
    ],
  });
}

/** Of a statement about buckets. @param owner an Fn::Sub text */
export function ownedBy(cdk: typeof Cdk, owner: string): object {
  return { StringEquals: { 's3:ResourceAccount': cdk.Fn.sub(owner) } };
}

/** For nobody but the service, and only when it acts for this account: AWS's remedy against the confused deputy. */
export function makeTrust(cdk: typeof Cdk, service: string, source?: string): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: `${service}.amazonaws.com` },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { [service === 'firehose' ? 'sts:ExternalId' : 'aws:SourceAccount']: cdk.Aws.ACCOUNT_ID },
          ...(source && { ArnLike: { 'aws:SourceArn': cdk.Fn.sub(source) } }),
        },
      },
    ],
  };
}
