import { forTerminal } from '../../domain/text/media.ts';
import type { PatchChoice } from '../../patching/choice.ts';
import type { PatchPlan, PlannedInstance } from '../../patching/plan.ts';
import type { Instance } from '../../sessions/instance.ts';
import type { Terminal } from '../terminal.ts';
import { renderList } from './list.ts';
import { countOf } from './text.ts';

const COLUMNS = ['account', 'region', 'instance', 'name', 'group', 'missing', 'critical', 'last scan'];

export function renderPatchPlan(plan: PatchPlan, terminal: Terminal): string {
  const instances = plan.places.flatMap((place) => place.instances);
  const rows = instances.map(rowOf);
  const { bold } = terminal.style;
  return [
    `${bold('To be installed now:')} ${describeChoice(plan.choice)}\n`,
    renderList({ columns: COLUMNS, rows }, terminal, countOf(rows.length, 'instance')),
    ...plan.places.map(
      ({ accountName, region, instances: { length }, atOnce }) =>
        `  ${forTerminal(accountName)} ${region}: ${countOf(length, 'instance')}, ${Math.min(atOnce, length)} at a time\n`,
    ),
    plan.reboot === 'NoReboot'
      ? 'None reboots: patches that need it wait for the next reboot.\n'
      : 'Instances reboot when a patch needs it.\n',
    `No further one begins after ${countOf(plan.maxErrors + 1, 'failure')}.\n`,
  ].join('');
}

/** Who was meant and is not in the plan. */
export function renderLeftOut({ unreached, unconcerned }: PatchPlan, style: Terminal['errStyle']): string {
  const line = (why: string) => (one: Instance) =>
    `${style.yellow('left out')} ${forTerminal(one.name || '-')} ${one.id} ${forTerminal(one.accountName)} ${one.region}: ${why}\n`;
  return [
    ...unreached.map(line('Systems Manager does not reach it; see docs/sessions.md.')),
    ...unconcerned.map(line('the patches are for another kind of system.')),
  ].join('');
}

export function describeChoice(choice: PatchChoice): string {
  switch (choice.by) {
    case 'baseline':
      return 'what the baseline of each instance approves today';
    case 'severity':
      return `security patches of severity ${choice.severities.join(', ')}, however new; on Ubuntu, which tells no severities, all security patches`;
    case 'patch':
      return choice.patches.map(forTerminal).join(', ');
    default:
      return choice satisfies never;
  }
}

function rowOf({ instance, group, lastScan }: PlannedInstance) {
  const { accountName, region, id, name } = instance;
  const known = lastScan === null ? ['?', '?', ''] : [lastScan.missing, lastScan.critical, lastScan.at];
  return [accountName, region, id, name, group, ...known];
}
