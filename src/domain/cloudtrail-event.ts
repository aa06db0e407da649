/** What CloudTrail says of a call, as far as a policy looks at it. Everything may be missing: services log as they like. */
export interface CloudTrailEvent {
  readonly eventTime?: string;
  readonly eventSource?: string;
  readonly eventName?: string;
  readonly awsRegion?: string;
  readonly errorCode?: string;
  readonly recipientAccountId?: string;
  readonly userIdentity?: {
    readonly type?: string;
    readonly arn?: string;
    readonly accountId?: string;
    readonly invokedBy?: string;
    readonly sessionContext?: {
      readonly sessionIssuer?: { readonly arn?: string };
      /** `true` when the session came from sts:AssumeRoot. */
      readonly assumedRoot?: string | boolean;
    };
  };
  readonly requestParameters?: unknown;
  readonly additionalEventData?: unknown;
  readonly resources?: readonly { readonly ARN?: string }[] | null;
}
