import { retell, say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { estimateCalls } from '../../engine/plan/calls.ts';
import type { Plan } from '../../engine/plan/plan.ts';
import { isUnwell } from '../../engine/plan/unwell.ts';
import { descriptionOf, instanceChangesOf, resourceChangesOf, signOf } from '../../engine/steps/describe.ts';
import type { Step } from '../../engine/steps/step.ts';
import { isDangerous, nameOf } from '../../engine/steps/words.ts';
import type { Screen, Terminal, View } from '../terminal.ts';
import { accountsLine } from './accounts.ts';
import { findingLines } from './findings.ts';
import type { Cell, Paint } from './pieces.ts';
import { colorFor } from './plan-marks.ts';
import { layRows } from './rows.ts';
import { paragraph } from './wrap.ts';

type Style = Terminal['style'];

/** A plan as a person reads it: one line a step, below it the resources that change. */
export function renderPlan(plan: Plan, view: View, managementAccountName?: string): string {
  const { style, screen } = view;
  const lines = [...header(plan, view, managementAccountName), ''];
  lines.push(...findingLines(plan.findings, view, '  '));
  if (plan.findings.length > 0) lines.push('');
  if (plan.steps.length === 0) return [...lines, ...paragraph(noChanges(plan), screen), ''].join('\n');
  const rows = layRows(
    plan.steps.map((step) => ({ cells: rowOf(step, plan), paint: colorFor(signOf(step), style) })),
    { screen, indent: '  ' },
  );
  for (const [index, step] of plan.steps.entries()) {
    lines.push(...(rows[index] ?? []), ...details(step, plan, view));
    for (const loss of step.losses ?? []) {
      const text = say`! lost: ${retell(loss)} (needs --accept-losses)`;
      lines.push(...below(text, 1, { screen, paint: style.red }));
    }
  }
  if (plan.retained.length > 0) lines.push('', ...retained(plan, screen));
  return [...lines, '', ...paragraph(summary(plan, style), screen), ''].join('\n');
}

function header(plan: Plan, { style, screen }: View, managementAccountName: string | undefined): readonly string[] {
  const { id, managementAccountId } = plan.organization;
  const { governed } = plan.accounts;
  const name = managementAccountName ?? governed.find((account) => account.id === managementAccountId)?.name;
  const management = name ? `${name} (${managementAccountId})` : managementAccountId;
  const place = say` · management ${management} · home ${plan.homeRegion}`;
  return [
    ...paragraph([say`Organization `, { text: id, paint: style.bold }, place], screen),
    ...paragraph(accountsLine(plan.accounts), screen),
  ];
}

function noChanges(plan: Plan): string {
  return plan.purpose === 'destroy'
    ? say`Metsuke has deployed nothing here. There is nothing to remove.`
    : plan.findings.some(isUnwell)
      ? say`No changes to make. Not everything is well or known: see above.`
      : say`No changes. The organization is as metsuke.yaml says.`;
}

function rowOf(step: Step, plan: Plan): readonly string[] {
  const { where, regions, why } = descriptionOf(step).row(step, plan);
  return [signOf(step), retell(step.title), where, regions, why];
}

/** What belongs to a step stands below it; what belongs to a resource of the step, deeper. */
function details(step: Step, plan: Plan, { style, screen }: View): readonly string[] {
  return descriptionOf(step)
    .details(step, plan)
    .flatMap(({ text, depth, tone }) => below(text, depth, { screen, paint: colorFor(tone, style) }));
}

function below(text: string, depth: 1 | 2, { screen, paint }: { screen: Screen; paint: Paint | undefined }) {
  const first = ' '.repeat(2 + depth * 4);
  return paragraph([{ text, paint }], { width: screen.width, first, rest: `${first}    ` });
}

function retained(plan: Plan, screen: Screen): readonly string[] {
  return [
    ...paragraph(say`These stay, because they hold logs. Only you delete them:`, screen),
    ...layRows(
      plan.retained.map(({ account, region, type, name }) => ({
        cells: [type, name, `(${nameOf(account, plan)}, ${region})`],
      })),
      { screen, indent: '    ' },
    ).flat(),
  ];
}

function summary(plan: Plan, style: Style): readonly Cell[] {
  const dangerous = plan.steps.flatMap(resourceChangesOf).filter(isDangerous).length;
  const accounts = new Set(plan.steps.flatMap(instanceChangesOf).map(({ account }) => account)).size;
  const danger = countOf(dangerous, 'replacement or data loss', 'replacements or data losses');
  return [
    countOf(plan.steps.length, 'change'),
    ...(dangerous > 0 ? [say`, `, { text: danger, paint: style.red }] : []),
    ...(accounts > 0 ? [say`, in ${countOf(accounts, 'account')}`] : []),
    say` · nothing else would be touched · about ${countOf(estimateCalls(plan), 'call')}`,
  ];
}
