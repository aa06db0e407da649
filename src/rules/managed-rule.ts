/** How much is watched. Each profile has all rules of those before it. */
export const PROFILES = ['minimal', 'recommended', 'strict'] as const;
export type Profile = (typeof PROFILES)[number];

/** What makes AWS Config evaluate a rule. A periodic one is evaluated once a day. */
export type Trigger = 'change' | 'periodic' | 'change-and-periodic';

export type ParameterType = 'int' | 'double' | 'boolean' | 'String' | 'CSV' | 'StringMap';

export interface RuleParameter {
  readonly name: string;
  readonly type: ParameterType;
  /** AWS Config refuses the rule without it. */
  readonly required: boolean;
  /** What AWS documents as default. */
  readonly default?: string;
  /** What is deployed instead, unless metsuke.yaml says otherwise; an Fn::Sub text over the template's parameters. */
  readonly value?: string;
}

/** A rule that AWS wrote and maintains, and why it is worth its price. */
export interface ManagedRule {
  /** As metsuke.yaml, reports and mails call it: `restricted-ssh`. */
  readonly name: string;
  /** As AWS calls it: `INCOMING_SSH_DISABLED`. */
  readonly identifier: string;
  /** The smallest profile that has it; null: only when it is added, since it says nothing without parameters. */
  readonly profile: Profile | null;
  /** From 0 to 10, on the scale of GuardDuty: 4 is medium, 7 high, 9 critical. */
  readonly severity: number;
  readonly trigger: Trigger;
  /** Empty when AWS names none: the account as a whole. */
  readonly resourceTypes: readonly string[];
  /**
   * `home`: what it looks at is the same in all regions (IAM, the root user, a multi-region trail), or recorded in the
   * home region alone. Evaluating it in every region would cost as often and tell the same.
   */
  readonly regions: 'home' | 'governed';
  /** Regions in which AWS does not offer it. Deploying it there would fail the whole stack. */
  readonly unavailableIn: readonly string[];
  /** Recommendations of the CIS AWS Foundations Benchmark 3.0.0. */
  readonly cis: readonly string[];
  readonly parameters: readonly RuleParameter[];
  /** One sentence. */
  readonly why: { readonly en: string; readonly ja: string };
}
