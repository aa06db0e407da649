import type { AccountId } from '../../domain/ids.ts';
import { retell, say } from '../../domain/say.ts';
import { estimateCalls } from '../../engine/plan/calls.ts';
import type {
  GuardDutyStep,
  InstanceChange,
  Plan,
  PolicyStep,
  RepairStep,
  SessionDefaultsStep,
  StackSetStep,
  StackStep,
  Step,
} from '../../engine/plan/plan.ts';
import { instanceChangesOf, resourceChangesOf } from '../../engine/plan/plan.ts';
import { isUnwell } from '../../engine/plan/unwell.ts';
import type { Screen, Terminal, View } from '../terminal.ts';
import { accountsLine } from './accounts.ts';
import { findingLines } from './findings.ts';
import type { Cell } from './pieces.ts';
import { below, details } from './plan-details.ts';
import { colorFor, isDangerous, nameOf, showChange, signOf } from './plan-marks.ts';
import { repairWhy } from './repair.ts';
import { layRows } from './rows.ts';
import { clauses, countOf, listed, listOrCount } from './text.ts';
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
  const sign = signOf(step);
  const title = retell(step.title);
  switch (step.kind) {
    case 'stack':
    case 'stack-set':
      return [sign, title, where(instanceChangesOf(step), plan), regions(step), why(step, plan)];
    case 'service-linked-role':
      return [sign, title, where(step.targets, plan), '', say`${step.roleName}, unless it is there`];
    case 'session-defaults':
      return [sign, title, where(step.targets, plan), regions(step), sessionDefaultsWhy(step)];
    case 'repair':
      return [sign, title, where(step.targets, plan), regions(step), repairWhy(step)];
    case 'policy':
      return [sign, title, listed([say`policy`, policyTargets(step)].filter(Boolean)), '', policyWhy(step)];
    case 'policy-type':
      return [sign, title, step.policyType, '', say`enabled`];
    case 'service-access':
      return [sign, title, step.principal, '', say`enabled`];
    case 'delegated-administrator':
      return [sign, title, nameOf(step.account, plan), '', say`for ${step.principal}`];
    case 'guard-duty':
      return [sign, title, nameOf(step.administrator, plan), step.region, guardDutyWhy(step, plan)];
    default:
      return step satisfies never;
  }
}

function sessionDefaultsWhy({ id, defaults }: SessionDefaultsStep): string {
  if (id === 'session-defaults:restore') return say`the settings before Metsuke come back`;
  const { preferences, hostManagementRole } = defaults;
  return listed([
    preferences === null ? say`preferences are left to others` : say`preferences of sessions`,
    hostManagementRole === null ? say`no default host management` : say`default host management`,
  ]);
}

function where(changes: readonly InstanceChange[], plan: Plan): string {
  const ids = [...new Set(changes.map(({ account }) => account))];
  const [only] = ids;
  if (only === undefined) return say`no account`;
  if (ids.length === 1) return nameOf(only, plan);
  return say`${ids.length} of ${countOf(plan.accounts.governed.length, 'account')}`;
}

function regions(step: RepairStep | SessionDefaultsStep | StackStep | StackSetStep): string {
  const names = [...new Set(instanceChangesOf(step).map(({ region }) => region))];
  return listOrCount(names, 2, 'regions');
}

const REASONS: Readonly<Record<InstanceChange['reason'], (names: string) => string>> = {
  new: () => say`new`,
  'new-account': (names) => say`new in ${names}`,
  'role-is-there': (names) => say`the role is there in ${names}, and used`,
  'role-may-be-there': () => say`new, unless the role is there`,
  'template-changed': () => say`template changed`,
  'parameter-changed': () => say`parameters changed`,
  'settings-changed': () => say`settings changed`,
  outdated: (names) => say`outdated in ${names}`,
  'failed-last-time': (names) => say`failed last time in ${names}`,
  stopped: (names) => say`stopped in ${names}`,
  'stack-gone': (names) => say`stack deleted in ${names}`,
  'stack-stuck': (names) => say`stuck in ${names}`,
  drifted: (names) => say`changed by hand in ${names}`,
  'no-longer-targeted': (names) => say`no longer wanted in ${names}`,
  'left-organization': (names) => say`gone from the organization: ${names}`,
  destroy: () => say`removed`,
};

/** Parameters first, since a person changed them; then accounts by reason. */
function why(step: StackStep | StackSetStep, plan: Plan): string {
  const parameters = step.changes.parameters.map((change) => showChange(change));
  const byReason = new Map<InstanceChange['reason'], AccountId[]>();
  for (const { reason, account } of instanceChangesOf(step)) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), account]);
  }
  const accounts = [...byReason]
    .filter(([reason]) => !(reason === 'parameter-changed' && parameters.length > 0))
    .map(([reason, ids]) => {
      const names = [...new Set(ids)].map((id) => nameOf(id, plan));
      return REASONS[reason](listOrCount(names, 3, 'accounts'));
    });
  return clauses([
    ...(parameters.length > 3 ? [say`${parameters.length} parameters changed`] : parameters),
    ...accounts,
  ]);
}

function guardDutyWhy({ action, settings, enroll, changes }: GuardDutyStep, plan: Plan): string {
  if (action === 'disable') return say`threat detection stopped, members released`;
  const names = enroll.map((id) => nameOf(id, plan));
  const members = names.length > 0 ? [say`members: ${listOrCount(names, 3, 'accounts')}`] : [];
  const features = settings.features.length > 0 ? listed(settings.features) : say`foundational sources`;
  if (action === 'enable') return clauses([say`administers threat detection (${features})`, ...members]);
  return clauses([...changes.map(showChange), ...members]);
}

function policyTargets({ attach, detach }: PolicyStep): string {
  return listOrCount(
    [...attach, ...detach].map(({ name }) => name),
    3,
    'targets',
  );
}

function policyWhy(step: PolicyStep): string {
  const attached = step.attach.length > 0 ? [say`attached to ${listed(step.attach.map(({ name }) => name))}`] : [];
  const detached = step.detach.length > 0 ? [say`detached from ${listed(step.detach.map(({ name }) => name))}`] : [];
  const changed = step.changes.slice(0, 3).map((change) => showChange({ ...change, path: lastPart(change.path) }));
  const more = step.changes.length > 3 ? [say`and ${step.changes.length - 3} more`] : [];
  const deleted = step.action === 'delete' ? [say`deleted`] : [];
  const calls = (step.culprits ?? []).map(retell).join('; ');
  const told = calls === '' ? [] : [say`events told of ${calls}`];
  return clauses([...deleted, ...changed, ...more, ...attached, ...detached, ...told]);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
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
