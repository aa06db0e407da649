import type { AccountId } from './ids.ts';

/** A VPC whose instances reach Systems Manager through endpoints. */
export interface SessionVpc {
  readonly vpcId: string;
  readonly account: AccountId;
  readonly region: string;
}
