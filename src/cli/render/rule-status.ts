import { say } from '../../domain/say.ts';
import { countOf, listed } from '../../domain/text/phrases.ts';
import type { NonCompliantPlace, RuleBasis, RuleStatus, RuleSummary } from '../../engine/rule-status.ts';
import type { Terminal, View } from '../terminal.ts';
import type { Cell, Span } from './pieces.ts';
import { layRows } from './rows.ts';
import { paragraph } from './wrap.ts';

type Style = Terminal['style'];

/** Named below a rule; of more, the rest is counted. */
const MOST_PLACES = 10;

/** A line a rule, below it where it is not complied with. */
export function renderRuleStatus(
  { rules, foreign, basis }: RuleStatus,
  { style, screen }: View,
  { all }: { all: boolean },
): string {
  const isShown = ({ places }: RuleSummary): boolean => all || places.length > 0;
  const shown = rules.filter(isShown);
  const rows = layRows(
    shown.map((rule) => ({ cells: rowOf(rule, style) })),
    { screen },
  );
  const lines = shown.flatMap((rule, index) => [
    ...(rows[index] ?? []),
    ...rule.places
      .slice(0, MOST_PLACES)
      .flatMap((place) =>
        paragraph([placeOf(place, style)], { width: screen.width, first: '      ', rest: '        ' }),
      ),
    ...(rule.places.length > MOST_PLACES ? [say`      and ${rule.places.length - MOST_PLACES} more`] : []),
  ]);
  const others = foreign > 0 ? [say`${countOf(foreign, 'evaluation')} of rules that others made are not shown.`] : [];
  return [
    ...lines,
    ...(lines.length > 0 ? [''] : []),
    verdict(rules, basis, style),
    ...others,
    ...basisLines(basis, { style, screen }),
    '',
  ].join('\n');
}

function markOf({ nonCompliant, excepted, compliant }: RuleSummary, style: Style): Cell {
  if (nonCompliant > 0) return { text: '✗', paint: style.red };
  if (excepted > 0) return { text: '○', paint: style.yellow };
  return compliant > 0 ? { text: '✓', paint: style.green } : { text: '-', paint: style.dim };
}

function rowOf(summary: RuleSummary, style: Style): readonly Cell[] {
  const { rule, severity, nonCompliant, excepted, compliant, silent } = summary;
  const counts = [
    nonCompliant > 0 ? say`${nonCompliant} not compliant` : '',
    excepted > 0 ? say`${excepted} excepted` : '',
    compliant > 0 ? say`${compliant} compliant` : '',
    silent > 0 ? say`${silent} without a result` : '',
  ];
  return [markOf(summary, style), rule, say`severity ${severity}`, listed(counts.filter(Boolean))];
}

function placeOf({ name, account, region, count, exception }: NonCompliantPlace, style: Style): Span {
  const resources = count === null ? say`more than 25 resources` : countOf(count, 'resource');
  const text = `${name} (${account}) ${region}: ${resources}`;
  if (!exception) return { text };
  return { text: say`${text}, excepted until ${exception.expires}: ${exception.reason}`, paint: style.dim };
}

function verdict(rules: readonly RuleSummary[], basis: RuleBasis, style: Style): string {
  if (rules.length === 0)
    return style.yellow(say`Nothing is known yet: no rule of Metsuke has reached the aggregator.`);
  const broken = rules.filter(({ nonCompliant }) => nonCompliant > 0).length;
  const isWhole = basis.accountsWithout.length === 0 && basis.notEvaluated.length === 0;
  if (broken === 0 && isWhole) return style.green(say`No violation of ${countOf(rules.length, 'rule')}.`);
  if (broken === 0) return style.yellow(say`No violation in what was evaluated of ${countOf(rules.length, 'rule')}.`);
  return style.red(say`${broken} of ${countOf(rules.length, 'rule')} have violations.`);
}

/** So many names are told; JSON has all of them. */
const MOST_NAMES = 10;

function basisLines(basis: RuleBasis, { style, screen }: View): readonly string[] {
  const { readAt, evaluations, accounts, regions, accountsWithout, notEvaluated } = basis;
  const names = accountsWithout.map(({ account, name }) => `${name} (${account})`);
  const told: readonly Span[] = [
    {
      text: say`Asked at ${readAt}: ${countOf(evaluations, 'evaluation')} of ${countOf(accounts, 'account')} in ${countOf(regions.length, 'region')}.`,
      paint: style.dim,
    },
    ...(names.length === 0
      ? []
      : [{ text: say`Accounts of which nothing is known: ${firstOf(names)}.`, paint: style.yellow }]),
    ...(notEvaluated.length === 0
      ? []
      : [
          {
            text: say`Rules that were not evaluated yet, or have nothing to look at: ${firstOf(notEvaluated)}.`,
            paint: style.yellow,
          },
        ]),
  ];
  return told.flatMap((span) => paragraph([span], { width: screen.width, rest: '  ' }));
}

function firstOf(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? [say`${names.length - MOST_NAMES} more`] : [];
  return listed([...names.slice(0, MOST_NAMES), ...more]);
}
