import pLimit from 'p-limit';
import { NAMES } from '../../domain/names.ts';
import { say } from '../../domain/say.ts';
import type { CompliancePort, Ports, RuleCompliance, RulePlace, Violation } from '../../engine/observe/ports.ts';
import type { PlanInput } from '../../engine/plan/input.ts';
import { isExcepted } from '../../engine/rule-status.ts';
import { managedRule } from '../../rules/managed-rules.ts';
import { ruleNameOf } from '../../rules/rule-name.ts';
import { type NotRead, notRead } from './read-section.ts';
import type { Cell, Compliance } from './schema.ts';

/** Places that are asked one by one for their resources, where AWS Config records no compliance. */
const MOST_PLACES = 200;
const PLACES_AT_ONCE = 4;
/** What AWS counts to; of a rule that it does not count to the end, there are more. */
const CAP = 25;

type Content = Omit<Compliance, 'state' | 'at'>;

export async function readCompliance(ports: Ports, input: PlanInput): Promise<Content | NotRead> {
  const { config, references } = input;
  const { compliance } = ports.inAccount(references.auditAccountId, config.stackSets.bootstrapRole);
  const aggregator = `${config.resourcePrefix}-${NAMES.aggregator.config}`;
  const found = await compliance.listRules(aggregator, config.homeRegion);
  const violations = await compliance.listViolations(aggregator, config.homeRegion);
  if (found === null || violations === null) {
    return notRead(
      say`The audit account has no aggregator ${aggregator} in ${config.homeRegion}: metsuke apply makes it.`,
    );
  }
  const ours = found.filter(({ rule }) => ruleNameOf(config.resourcePrefix, rule) !== null);
  const resources = byPlace(violations);
  await askUnrecorded(compliance, { aggregator, region: config.homeRegion, ours, resources });
  const cells = ours.map((one) => toCell(one, resources.get(keyOf(one)), input));
  const names = [...new Set(cells.map(({ rule }) => rule))].sort();
  return { rules: names.map((name) => describeRule(name, input)), cells, foreign: found.length - ours.length };
}

function byPlace(violations: readonly Violation[]): Map<string, Violation[]> {
  const places = new Map<string, Violation[]>();
  for (const violation of violations) {
    const key = keyOf(violation);
    const known = places.get(key);
    if (known) known.push(violation);
    else places.set(key, [violation]);
  }
  return places;
}

interface Asked {
  readonly aggregator: string;
  readonly region: string;
  readonly ours: readonly RuleCompliance[];
  readonly resources: Map<string, Violation[]>;
}

/** Where a rule is broken and the query knows fewer resources than the rule counts, the rule itself is asked. A part of them is no list. */
async function askUnrecorded(port: CompliancePort, { aggregator, region, ours, resources }: Asked): Promise<void> {
  const short = ours.filter(
    (one) => one.compliance === 'NON_COMPLIANT' && (resources.get(keyOf(one))?.length ?? 0) < (one.count ?? CAP + 1),
  );
  for (const place of short.slice(MOST_PLACES)) resources.delete(keyOf(place));
  const limit = pLimit(PLACES_AT_ONCE);
  await Promise.all(
    short.slice(0, MOST_PLACES).map((place) =>
      limit(async () => {
        const { rule, account, region: at } = place;
        const found = await port.listViolationsAt(aggregator, region, { rule, account, region: at });
        resources.set(keyOf(place), [...found]);
      }),
    ),
  );
}

function keyOf({ rule, account, region }: RulePlace): string {
  return `${account} ${region} ${rule}`;
}

function toCell(one: RuleCompliance, violations: readonly Violation[] | undefined, input: PlanInput): Cell {
  const rule = ruleNameOf(input.config.resourcePrefix, one.rule) ?? one.rule;
  const { account, region } = one;
  if (one.compliance !== 'NON_COMPLIANT') {
    return {
      rule,
      account,
      region,
      state: one.compliance === 'COMPLIANT' ? 'compliant' : 'silent',
      count: 0,
      resources: [],
    };
  }
  const exceptions = input.references.ruleExceptions;
  const state = exceptions.some((exception) => isExcepted(exception, rule, account, input))
    ? 'excepted'
    : 'non-compliant';
  const resources = violations?.map(({ resourceType, resourceId, recordedAt }) => ({
    type: resourceType,
    id: resourceId,
    recordedAt,
  }));
  return { rule, account, region, state, count: resources?.length ?? one.count, resources: resources ?? null };
}

function describeRule(name: string, { config }: PlanInput): Compliance['rules'][number] {
  const own = config.configRules.customRules.find((rule) => rule.name === name);
  if (own) return { name, severity: own.severity, why: { en: own.description, ja: own.description }, cis: [] };
  const managed = managedRule(name);
  return {
    name,
    severity: managed?.severity ?? 0,
    why: managed?.why ?? { en: '', ja: '' },
    cis: [...(managed?.cis ?? [])],
  };
}
