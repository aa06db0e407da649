import { note, say } from '../../domain/say.ts';
import { countOf, listed } from '../../domain/text/phrases.ts';
import type { PatchChoice } from '../../patching/choice.ts';
import type { PatchPlan, PlannedInstance } from '../../patching/plan.ts';
import type { Instance } from '../../sessions/instance.ts';
import type { Terminal, View } from '../terminal.ts';
import { instanceText } from './instances.ts';
import { GROUP, NAME, renderList } from './list.ts';
import { layRows } from './rows.ts';
import { paragraph } from './wrap.ts';

const COLUMNS = ['account', 'region', 'instance', NAME, GROUP, 'missing', 'critical', note`last scan`];

export function renderPatchPlan(plan: PatchPlan, terminal: Pick<Terminal, 'view'>): string {
  const { style, screen } = terminal.view;
  const instances = plan.places.flatMap((place) => place.instances);
  const rows = instances.map(rowOf);
  const places = plan.places.map(({ accountName, region, instances: { length }, atOnce }) => ({
    cells: [accountName, region, say`${countOf(length, 'instance')}, ${Math.min(atOnce, length)} at a time`],
  }));
  const reboot =
    plan.reboot === 'NoReboot'
      ? say`No instance reboots: patches that need it wait for the next reboot.`
      : say`Instances reboot when a patch needs it.`;
  const begin = { text: say`To be installed now:`, paint: style.bold };
  return [
    ...paragraph([begin, ` ${describeChoice(plan.choice)}`], screen),
    renderList({ columns: COLUMNS, rows }, terminal, countOf(rows.length, 'instance')).trimEnd(),
    ...layRows(places, { screen, indent: '  ' }).flat(),
    ...paragraph(reboot, screen),
    ...paragraph(say`No further one begins after ${countOf(plan.maxErrors + 1, 'failure')}.`, screen),
    '',
  ].join('\n');
}

/** Who was meant and is not in the plan: a paragraph for each reason, with the instances below it. */
export function renderLeftOut({ unreached, unconcerned }: PatchPlan, view: View): string {
  const lines = [
    ...leftOutLines(unreached, notReached, view),
    ...leftOutLines(unconcerned, () => say`the patches are for another kind of system.`, view),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function notReached(count: number): string {
  return count === 1
    ? say`Systems Manager does not reach it; see docs/sessions.md.`
    : say`Systems Manager does not reach them; see docs/sessions.md.`;
}

function leftOutLines(
  instances: readonly Instance[],
  why: (count: number) => string,
  { style, screen }: View,
): readonly string[] {
  const label = { text: say`left out`, paint: style.yellow };
  const { width } = screen;
  const [only] = instances;
  if (only === undefined) return [];
  if (instances.length === 1) return paragraph([label, ` ${instanceText(only)}: ${why(1)}`], { width, rest: '  ' });
  const rows = instances.map(({ name, id, accountName, region }) => ({
    cells: [name || '-', id, accountName, region],
  }));
  return [
    ...paragraph([label, ` ${countOf(instances.length, 'instance')}: ${why(instances.length)}`], { width, rest: '  ' }),
    ...layRows(rows, { screen, indent: '  ' }).flat(),
  ];
}

export function describeChoice(choice: PatchChoice): string {
  switch (choice.by) {
    case 'baseline':
      return say`what the baseline of each instance approves today`;
    case 'severity':
      return say`security patches of severity ${listed(choice.severities)}, without the days that they wait; on Ubuntu, which names no severities, all security patches`;
    case 'patch':
      return choice.patches.join(', ');
    default:
      return choice satisfies never;
  }
}

function rowOf({ instance, group, lastScan }: PlannedInstance) {
  const { accountName, region, id, name } = instance;
  const known = lastScan === null ? ['?', '?', ''] : [lastScan.missing, lastScan.critical, lastScan.at];
  return [accountName, region, id, name, group, ...known];
}
