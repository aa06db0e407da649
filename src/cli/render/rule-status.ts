import type { NonCompliantPlace, RuleStatus, RuleSummary } from '../../engine/rule-status.ts';
import type { Terminal } from '../terminal.ts';
import { alignRows, countOf } from './text.ts';

type Style = Terminal['style'];

/** Named below a rule; of more, the rest is counted. */
const MOST_PLACES = 10;

/** A line a rule, below it where it is not complied with. */
export function renderRuleStatus({ rules, foreign }: RuleStatus, style: Style, { all }: { all: boolean }): string {
  const isShown = ({ places }: RuleSummary): boolean => all || places.length > 0;
  const shown = rules.filter(isShown);
  const rows = alignRows(shown.map(rowOf));
  const lines = shown.flatMap((rule, index) => [
    `${markOf(rule, style)} ${rows[index]}`,
    ...rule.places.slice(0, MOST_PLACES).map((place) => placeLine(place, style)),
    ...(rule.places.length > MOST_PLACES ? [`      and ${rule.places.length - MOST_PLACES} more`] : []),
  ]);
  const others = foreign > 0 ? [`${countOf(foreign, 'evaluation')} of rules that others made are not shown.`] : [];
  return [...lines, ...(lines.length > 0 ? [''] : []), verdict(rules, style), ...others, ''].join('\n');
}

function markOf({ nonCompliant, excepted, compliant }: RuleSummary, style: Style): string {
  if (nonCompliant > 0) return style.red('✗');
  if (excepted > 0) return style.yellow('○');
  return compliant > 0 ? style.green('✓') : style.dim('-');
}

function rowOf({ rule, severity, nonCompliant, excepted, compliant, silent }: RuleSummary): readonly string[] {
  const counts = [
    nonCompliant > 0 ? `${nonCompliant} not compliant` : '',
    excepted > 0 ? `${excepted} excepted` : '',
    compliant > 0 ? `${compliant} compliant` : '',
    silent > 0 ? `${silent} without a result` : '',
  ];
  return [rule, `severity ${severity}`, counts.filter(Boolean).join(', ')];
}

function placeLine({ name, account, region, count, exception }: NonCompliantPlace, style: Style): string {
  const resources = count === null ? 'more than 25 resources' : countOf(count, 'resource');
  const line = `      ${name} (${account}) ${region}: ${resources}`;
  return exception ? style.dim(`${line}, excepted until ${exception.expires}: ${exception.reason}`) : line;
}

function verdict(rules: readonly RuleSummary[], style: Style): string {
  if (rules.length === 0) return style.yellow('Nothing is known yet: no rule of ours has reached the aggregator.');
  const broken = rules.filter(({ nonCompliant }) => nonCompliant > 0).length;
  if (broken === 0) return style.green(`Nobody breaks any of ${countOf(rules.length, 'rule')}.`);
  return style.red(`${broken} of ${countOf(rules.length, 'rule')} are not complied with somewhere.`);
}
