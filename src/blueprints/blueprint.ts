import type { Config } from '../config/schema.ts';
import type { AccountId, OrganizationId, RootId } from '../domain/ids.ts';
import type { Template } from '../domain/template.ts';

/** Where a blueprint is deployed. `members`: every governed account but the management account. */
export type Destination = 'management' | 'audit' | 'log' | 'members';

/** What is known of the organization when parameters are filled in. */
export interface DeploymentContext {
  readonly config: Config;
  readonly organizationId: OrganizationId;
  readonly managementAccountId: AccountId;
  readonly rootId: RootId;
  readonly auditAccountId: AccountId;
  readonly logAccountId: AccountId;
}

/** A CloudFormation template with a destination. */
export interface Blueprint {
  /** Folder name: `security-topic`. */
  readonly id: string;
  /** One line for people: what it puts where. */
  readonly title: string;
  /**
   * `stack`: one stack, deployed by us, in the management account or, through the bootstrap role, in each member.
   * `stack-set`: a stack set of the management account.
   */
  readonly kind: 'stack' | 'stack-set';
  /** Name of the stack or stack set. Those of the seed article are kept, so that a hand-made one is adopted. */
  readonly stackName: string;
  readonly destination: Destination;
  readonly regions: 'home' | 'governed';
  readonly capabilities: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM')[];
  /** Blueprints that must be there first, by id. */
  readonly dependsOn: readonly string[];
  /** Parameters whose values are addresses or secrets: compared, never shown. */
  readonly sensitiveParameters: readonly string[];
  /** Trusted access that must be on, by service principal, and which of them the destination account administers. */
  readonly serviceAccess?: readonly { readonly principal: string; readonly delegated: boolean }[];
  isEnabled(config: Config): boolean;
  /** Depends on the configuration alone, so that `synth` needs no AWS. */
  template(config: Config): Template;
  /** Every parameter that does not keep its template default. */
  parameters(context: DeploymentContext): Readonly<Record<string, string>>;
}
