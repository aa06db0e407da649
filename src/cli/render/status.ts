import type { DriftReport } from '../../engine/drift.ts';
import type { Deployment, Health, InstanceStatus, Status } from '../../engine/status.ts';
import type { Terminal } from '../terminal.ts';
import { accountsLine } from './accounts.ts';
import { alignRows, countOf, listOrCount } from './text.ts';

type Style = Terminal['style'];

const MARKS: Readonly<Record<Health, string>> = {
  current: '●',
  running: '◌',
  outdated: '○',
  failed: '✗',
  inoperable: '✗',
  suspended: '-',
};

/** One line a deployment, then what is wrong with whom. */
export function renderStatus(status: Status, style: Style): string {
  const rows = status.deployments.map((deployment) => deploymentRow(deployment, status));
  const policyRows = status.policies.map(({ title, targets }) =>
    targets === null
      ? [MARKS.failed, title, 'policy', 'missing']
      : [MARKS.current, title, 'policy', countOf(targets.length, 'target')],
  );
  const lines = alignRows([...rows, ...policyRows]).map((line) => `  ${colored(line, style)}`);
  return [
    `Organization ${style.bold(status.organizationId)} · ${accountsLine(status.accounts)}`,
    '',
    ...lines,
    ...problems(status, style),
    '',
    ...subscriptionLines(status, style),
    verdict(status, style),
    '',
  ].join('\n');
}

function verdict({ isAsConfigured }: Status, style: Style): string {
  return isAsConfigured
    ? style.green('The stack sets, stacks and policies are as metsuke.yaml says.')
    : style.yellow('It differs from metsuke.yaml: metsuke plan shows how.');
}

function deploymentRow({ title, kind, instances }: Deployment, status: Status): readonly string[] {
  const what = kind === 'stack' ? 'stack' : 'stack set';
  if (instances.length === 0) return [MARKS.outdated, title, what, 'not deployed'];
  const worst =
    instances.map(({ health }) => health).sort((a, b) => SEVERITY.indexOf(a) - SEVERITY.indexOf(b))[0] ?? 'current';
  const accounts = [...new Set(instances.map(({ account }) => nameOf(account, status)))];
  const regions = [...new Set(instances.map(({ region }) => region))];
  return [
    MARKS[worst],
    title,
    what,
    listOrCount(accounts, 3, 'accounts'),
    listOrCount(regions, 2, 'regions'),
    countHealth(instances),
  ];
}

const SEVERITY: readonly Health[] = ['failed', 'inoperable', 'outdated', 'running', 'current', 'suspended'];

function countHealth(instances: readonly InstanceStatus[]): string {
  return SEVERITY.flatMap((health) => {
    const count = instances.filter((instance) => instance.health === health).length;
    return count > 0 ? [`${count} ${health}`] : [];
  }).join(', ');
}

function problems(status: Status, style: Style): readonly string[] {
  const bad = status.deployments.flatMap(({ title, instances }) =>
    instances
      .filter(({ health }) => health === 'failed' || health === 'inoperable')
      .map(
        ({ account, region, reason }) =>
          `  ${style.red(title)}  ${nameOf(account, status)} ${region}: ${reason ?? 'no reason given'}`,
      ),
  );
  return bad.length > 0 ? ['', ...bad] : [];
}

function subscriptionLines({ subscriptions }: Status, style: Style): readonly string[] {
  if (subscriptions.kind === 'no-topic') return [];
  if (subscriptions.kind === 'unreadable')
    return [style.yellow(`Subscriptions could not be read: ${subscriptions.reason}`)];
  const pending = subscriptions.subscriptions.filter(({ confirmed }) => !confirmed);
  if (subscriptions.subscriptions.length === 0)
    return [style.yellow('Nobody is subscribed to the security notifications.')];
  if (pending.length === 0) return [];
  return [
    style.yellow(
      `${countOf(pending.length, 'subscription')} (${pending.map(({ protocol }) => protocol).join(', ')}) pending: nothing is sent there before the link in AWS's mail is clicked.`,
    ),
  ];
}

function nameOf(id: string, { accounts }: Status): string {
  return [...accounts.governed, ...accounts.skipped].find((account) => account.id === id)?.name ?? id;
}

function colored(line: string, style: Style): string {
  if (line.startsWith(MARKS.failed)) return style.red(line);
  if (line.startsWith(MARKS.current)) return line.replace(MARKS.current, style.green(MARKS.current));
  return line.startsWith(MARKS.suspended) ? style.dim(line) : style.yellow(line);
}

/** What was changed by hand, property by property. */
export function renderDrift({ checked, drifts, failures }: DriftReport, status: Status, style: Style): string {
  const lines = drifts.flatMap(({ title, account, region, resources }) => [
    `  ${style.red('drifted')} ${title}  ${nameOf(account, status)} ${region}`,
    ...resources.flatMap(({ logicalId, type, status: state, differences }) => [
      `      ${logicalId} (${type}) ${state.toLowerCase()}`,
      ...differences.map(({ path, expected, actual }) => `          ${path}  ${expected} → ${actual}`),
    ]),
  ]);
  const unread = failures.map(
    ({ title, account, reason }) =>
      `  ${style.yellow('not checked')} ${title}  ${account ? nameOf(account, status) : ''} ${reason}`,
  );
  const summary =
    drifts.length === 0
      ? style.green(`No drift in ${countOf(checked, 'stack')}.`)
      : style.red(`${countOf(drifts.length, 'stack')} of ${checked} drifted.`);
  return [...lines, ...unread, summary, ''].join('\n');
}
