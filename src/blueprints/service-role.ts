import type { Cdk, Scope } from './cdk.ts';

export interface Allowed {
  readonly actions: readonly string[];
  /** Fn::Sub texts, or `*`. */
  readonly resources: readonly string[];
  readonly condition?: object;
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
    roleName: cdk.Fn.sub(`\${ManagedResourcePrefix}-${name}`),
    path: '/',
    assumeRolePolicyDocument: makeTrust(cdk, service, source),
    policies: [
      {
        policyName: name,
        policyDocument: {
          Version: '2012-10-17',
          Statement: allowed.map(({ actions, resources, condition }) => ({
            Effect: 'Allow',
            Action: actions,
            Resource: resources.map((resource) => (resource === '*' ? resource : cdk.Fn.sub(resource))),
            ...(condition && { Condition: condition }),
          })),
        },
      },
    ],
  });
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
