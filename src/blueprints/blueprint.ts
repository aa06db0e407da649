import type { Config } from '../config/schema.ts';
import type { Finding } from '../domain/finding.ts';
import { type AccountId, type OrganizationId, partitionOf, type RootId } from '../domain/ids.ts';
import type { Json } from '../domain/json.ts';
import type { KnownAccount } from '../domain/known-account.ts';
import type { Judgement, Occupant, SingletonKind } from '../domain/occupant.ts';
import type { RuleException } from '../domain/rule-exception.ts';
import type { SessionDefaults } from '../domain/session-defaults.ts';
import type { SessionVpc } from '../domain/session-vpc.ts';
import type { SettingValues } from '../domain/setting.ts';
import type { Template } from '../domain/template.ts';

/**
 * Where a blueprint is deployed. `governed`: every governed account; through SERVICE_MANAGED stack sets, which never
 * reach the management account, every other one. `members`: every governed account but the management account.
 * `session-vpcs`: the accounts that `sessions.endpoints` names, each in the regions that it names there.
 */
export type Destination = 'management' | 'audit' | 'log' | 'image' | 'governed' | 'members' | 'session-vpcs';

/**
 * `governed-and-global`: also us-east-1, where global services report what happens to them. `governed-but-home`: for what
 * another blueprint already brings to the home region; there may be none. `session-vpcs`: of each account its own.
 */
export type Regions = 'home' | 'governed' | 'governed-and-global' | 'governed-but-home' | 'session-vpcs';

/** What is known of the organization when parameters are filled in. */
export interface DeploymentContext {
  readonly config: Config;
  readonly organizationId: OrganizationId;
  readonly managementAccountId: AccountId;
  readonly rootId: RootId;
  readonly auditAccountId: AccountId;
  readonly logAccountId: AccountId;
  /** The account that builds machine images. */
  readonly imageAccountId: AccountId;
  readonly ruleExceptions: readonly RuleException[];
  readonly sessionVpcs: readonly SessionVpc[];
  /** Every account there is or was: logs outlive the account. In ascending order. */
  readonly accountIds: readonly AccountId[];
  /** Those of the organization, by their names. */
  readonly accounts: readonly KnownAccount[];
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
  readonly regions: Regions;
  readonly capabilities: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM')[];
  /** Blueprints that must be there first, by id. */
  readonly dependsOn: readonly string[];
  /** Parameters whose values are addresses or secrets: compared, never shown. */
  readonly sensitiveParameters: readonly string[];
  /** Trusted access that must be on, by service principal, and which of them the destination account administers. */
  readonly serviceAccess?: readonly { readonly principal: string; readonly delegated: boolean }[];
  /**
   * It records what happens, keeps that, or protects it: what is lost when its stacks go, as a sentence. That needs the
   * consent of a person.
   */
  readonly lostWithIt?: string;
  /** What an update from one template to another records or keeps no longer, beside what properties tell, in sentences. */
  readonly losses?: (before: Template, after: Template) => readonly string[];
  /** It makes an IAM role that may be there already, made by somebody else: that one is used as it is then. */
  readonly makesRole?: {
    name(config: Config): string;
    /** Every account needs it: without it nothing works anywhere. */
    readonly isSharedByAll: boolean;
    /** Parameters with which its stack leaves the role out and brings the rest; null: there is no rest. */
    readonly withoutRole: Readonly<Record<string, string>> | null;
  };
  /**
   * A service-linked role that must be in an account before the stacks are. A step of the plan makes it; in the management
   * account too, where a service reads the organization through it.
   */
  readonly serviceLinkedRole?: {
    readonly principal: string;
    readonly name: string;
    readonly inManagementToo?: true;
  };
  /** AWS keeps one of it per account and region: where somebody else made one, ours is left out, and people are told. */
  readonly occupied?: {
    readonly by: SingletonKind;
    /** Null: it is ours. */
    judge(occupant: Occupant, context: DeploymentContext): Judgement | null;
  };
  /**
   * What every other stack set stands on: the role that CloudFormation works with in each account, and the record of who
   * has it. The record comes after the role, and goes after it.
   */
  readonly foundation?: 'execution-role' | 'execution-record';
  /** What is set in accounts and regions before the stacks are there, because CloudFormation cannot. */
  readonly sessionDefaults?: {
    wanted(config: Config): SessionDefaults;
    /** Blueprints that make what the defaults name, by id. */
    readonly after: readonly string[];
    /** Blueprints that make the roles that the defaults name: defaults are given back before those go. */
    readonly givenBackBefore: readonly string[];
  };
  readonly setting?: Setting;
  isEnabled(config: Config): boolean;
  /** Depends on the configuration alone, so that `synth` needs no AWS. */
  template(config: Config): Template;
  /** Every parameter that does not keep its template default. */
  parameters(context: DeploymentContext): Readonly<Record<string, string>>;
}

/**
 * What CloudFormation cannot set. A step before the stacks of the blueprint does: a CURRENT instance of its stack set stands
 * for what was set there, so that a plan without changes asks no account.
 */
export interface Setting {
  /** What is to be there; what is not named is left as it is. */
  wanted(context: DeploymentContext, place: SettingPlace): SettingValues;
  /** Calls that change it, by the service that events name: `ec2`. Where an event told of one, the place is asked. */
  readonly calls: Readonly<Record<string, readonly string[]>>;
  /**
   * The same, of the root user: another rule tells of those. It leaves out root sessions of an apply, which sets it through
   * them.
   */
  readonly callsOfRoot?: Readonly<Record<string, readonly string[]>>;
  /** It is a switch of the organization, which one place stands for: calls in any account concern it. */
  readonly ofOrganization?: true;
  /** What goes cannot be made again: nothing is put but what a plan has shown, so a place that nobody can look at waits. */
  readonly onlyAsShown?: true;
  /** Names of values that are addresses of people: compared, never shown, and in no plan. */
  readonly hidden?: readonly string[];
  /** Actions of IAM that set it and give it back, for a role that people have made themselves. */
  readonly rights?: readonly string[];
  /** What is lost where a value is set, or given back, as a sentence; null: nothing. */
  lossOf?(change: SettingChange): string | null;
  /** What `check` tells of it, also where it is not enabled. */
  readonly check?: SettingCheck;
}

export interface SettingCheck {
  /** What is looked at, a few words. */
  readonly what: string;
  /** What is asked for, where that is more than what is wanted. */
  readonly asks?: SettingValues;
  isAsked(config: Config): boolean;
  /** Null: all is well there. */
  tell(found: SettingValues, config: Config): Pick<Finding, 'message' | 'hint'> | null;
}

/** What becomes of one value. */
export type SettingChange =
  | {
      readonly kind: 'set';
      readonly name: string;
      readonly to: Json /** Undefined: nobody could look. */;
      readonly from: Json | undefined;
    }
  | { readonly kind: 'given-back'; readonly name: string };

export interface SettingPlace {
  readonly account: AccountId;
  readonly region: string;
  /** Values of the account as a whole are set in its home region. */
  readonly isHome: boolean;
}

/** The region in which IAM, Organizations, CloudFront and sign-ins of root users report events, whatever is governed. */
const GLOBAL_REGION: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-northwest-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** The home region first. */
export function regionsOf({ regions }: Pick<Blueprint, 'regions'>, config: Config): readonly string[] {
  const { homeRegion, governedRegions = [], sessions } = config;
  if (regions === 'home') return [homeRegion];
  if (regions === 'governed-but-home') return [...new Set(governedRegions)].filter((region) => region !== homeRegion);
  if (regions === 'session-vpcs') return [...new Set(sessions.endpoints.map(({ region = homeRegion }) => region))];
  const global = regions === 'governed-and-global' ? [GLOBAL_REGION[partitionOf(homeRegion)] ?? homeRegion] : [];
  return [...new Set([homeRegion, ...governedRegions, ...global])];
}
