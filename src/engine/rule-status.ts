import { MetsukeError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import { NAMES } from '../domain/names.ts';
import type { RuleException } from '../domain/rule-exception.ts';
import { say } from '../domain/say.ts';
import { chosenRules, managedRule } from '../rules/managed-rules.ts';
import { ruleNameOf } from '../rules/rule-name.ts';
import type { Ports, RuleCompliance } from './observe/ports.ts';
import type { PlanInput } from './plan/input.ts';

/** What the rules of the whole organization found, as the aggregator of the audit account knows it. */
export interface RuleStatus {
  /** The worst first. */
  readonly rules: readonly RuleSummary[];
  /** Evaluations of rules that others made, which are not listed. */
  readonly foreign: number;
  readonly basis: RuleBasis;
}

/** What the status was made of, and what is not known. */
export interface RuleBasis {
  /** When the aggregator was asked, ISO 8601. */
  readonly readAt: string;
  /** Evaluations of rules of ours: rules × accounts × regions. */
  readonly evaluations: number;
  /** Accounts and regions of which the aggregator has evaluations of ours. */
  readonly accounts: number;
  readonly regions: readonly string[];
  /** Open accounts of which it has none. */
  readonly accountsWithout: readonly { readonly account: AccountId; readonly name: string }[];
  /** Rules of the configuration without one result, compliant or not: not evaluated yet, or there is nothing they are about. */
  readonly notEvaluated: readonly string[];
}

export interface RuleSummary {
  readonly rule: string;
  readonly severity: number;
  readonly why: string;
  /** Accounts × regions. */
  readonly compliant: number;
  readonly nonCompliant: number;
  readonly excepted: number;
  /** Not evaluated yet, or nothing there that the rule is about. */
  readonly silent: number;
  /** Where it is not complied with, excepted or not. */
  readonly places: readonly NonCompliantPlace[];
}

export interface NonCompliantPlace {
  readonly account: AccountId;
  readonly name: string;
  readonly region: string;
  /** Resources that do not comply; null: more than AWS counts, which is 25. */
  readonly count: number | null;
  readonly exception: { readonly reason: string; readonly expires: string } | null;
}

/** A few calls to one account, however many there are: a page of a thousand rules each. */
export async function readRuleStatus(ports: Ports, input: PlanInput): Promise<RuleStatus> {
  const { config, references } = input;
  const audit = ports.inAccount(references.auditAccountId, config.stackSets.bootstrapRole);
  const aggregator = `${config.resourcePrefix}-${NAMES.aggregator.config}`;
  const found = await audit.compliance.listRules(aggregator, config.homeRegion);
  if (found === null) {
    throw new MetsukeError(
      'not-found',
      say`The audit account has no aggregator ${aggregator} in ${config.homeRegion}.`,
      {
        hint: say`metsuke apply makes it.`,
      },
    );
  }
  return summarizeRules(found, input);
}

export function summarizeRules(found: readonly RuleCompliance[], input: PlanInput): RuleStatus {
  const byRule = new Map<string, RuleCompliance[]>();
  const ours: RuleCompliance[] = [];
  let foreign = 0;
  for (const one of found) {
    const name = ruleNameOf(input.config.resourcePrefix, one.rule);
    if (name === null) {
      foreign += 1;
      continue;
    }
    ours.push(one);
    byRule.set(name, [...(byRule.get(name) ?? []), one]);
  }
  const rules = [...byRule].map(([name, ofRule]) => summarize(name, ofRule, input));
  return { rules: rules.sort((a, b) => worstFirst(a, b)), foreign, basis: basisOf(ours, rules, input) };
}

function basisOf(ours: readonly RuleCompliance[], rules: readonly RuleSummary[], input: PlanInput): RuleBasis {
  const accounts = new Set<string>(ours.map(({ account }) => account));
  const without = input.snapshot.accounts.filter(({ id, state }) => state === 'ACTIVE' && !accounts.has(id));
  const { configRules } = input.config;
  const wanted = [...chosenRules(configRules), ...configRules.customRules].map(({ name }) => name);
  const evaluated = new Set(
    rules.filter(({ compliant, places }) => compliant > 0 || places.length > 0).map(({ rule }) => rule),
  );
  const known = configRules.enabled ? [...wanted, ...rules.map(({ rule }) => rule)] : rules.map(({ rule }) => rule);
  return {
    readAt: input.now,
    evaluations: ours.length,
    accounts: accounts.size,
    regions: [...new Set(ours.map(({ region }) => region))].sort(),
    accountsWithout: without.map(({ id, name }) => ({ account: id, name })),
    notEvaluated: [...new Set(known)].filter((rule) => !evaluated.has(rule)).sort(),
  };
}

function worstFirst(a: RuleSummary, b: RuleSummary): number {
  const isBad = ({ nonCompliant }: RuleSummary): number => Number(nonCompliant > 0);
  return isBad(b) - isBad(a) || b.severity - a.severity || a.rule.localeCompare(b.rule);
}

function summarize(rule: string, found: readonly RuleCompliance[], input: PlanInput): RuleSummary {
  const own = input.config.configRules.customRules.find(({ name }) => name === rule);
  const managed = managedRule(rule);
  const places = found.flatMap((one) => (one.compliance === 'NON_COMPLIANT' ? [placeOf(rule, one, input)] : []));
  const excepted = places.filter(({ exception }) => exception !== null).length;
  const compliant = found.filter(({ compliance }) => compliance === 'COMPLIANT').length;
  return {
    rule,
    severity: own?.severity ?? managed?.severity ?? 0,
    why: own?.description ?? managed?.why.en ?? '',
    compliant,
    nonCompliant: places.length - excepted,
    excepted,
    silent: found.length - compliant - places.length,
    places: places.sort((a, b) => a.name.localeCompare(b.name) || a.region.localeCompare(b.region)),
  };
}

function placeOf(rule: string, { account, region, count }: RuleCompliance, input: PlanInput): NonCompliantPlace {
  const name = input.snapshot.accounts.find(({ id }) => id === account)?.name ?? account;
  const exception = input.references.ruleExceptions.find((one) => isExcepted(one, rule, account, input));
  const words = exception ? { reason: exception.reason, expires: exception.expires } : null;
  return { account, name, region, count, exception: words };
}

export function isExcepted(exception: RuleException, rule: string, account: AccountId, { now }: PlanInput): boolean {
  return exception.rule === rule && exception.accountIds.includes(account) && now.slice(0, 10) <= exception.expires;
}
