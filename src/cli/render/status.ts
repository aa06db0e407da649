import { retell, say } from '../../domain/say.ts';
import { countOf, listed, listOrCount } from '../../domain/text/phrases.ts';
import type { DriftReport } from '../../engine/drift.ts';
import type { Deployment, Health, InstanceStatus, Status } from '../../engine/status.ts';
import type { Screen, Terminal, View } from '../terminal.ts';
import { accountsLine } from './accounts.ts';
import { causesOf, placesOf } from './causes.ts';
import { findingLines } from './findings.ts';
import type { Cell } from './pieces.ts';
import { repairLine } from './repair.ts';
import { layRows, type Row } from './rows.ts';
import { renderSources } from './sources.ts';
import { paragraph } from './wrap.ts';

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
export function renderStatus(status: Status, { style, screen }: View): string {
  const rows = status.deployments.map((deployment) => deploymentRow(deployment, status));
  const policyRows = status.policies.map(({ title, targets }) =>
    targets === null
      ? [MARKS.failed, title, say`policy`, say`missing`]
      : // One that is attached to nothing binds nobody.
        [targets.length === 0 ? MARKS.failed : MARKS.current, title, say`policy`, countOf(targets.length, 'target')],
  );
  const lines = layRows(
    [...rows, ...policyRows].map((cells) => painted(cells, style)),
    { screen, indent: '  ' },
  ).flat();
  return [
    ...paragraph(
      [say`Organization `, { text: status.organizationId, paint: style.bold }, ` · ${accountsLine(status.accounts)}`],
      screen,
    ),
    '',
    ...lines,
    ...problems(status, { style, screen }),
    ...repairs(status, { style, screen }),
    ...renderSources(status, { style, screen }),
    ...findingLines(
      [...status.hubFindings, ...status.unwell, ...status.buckets, ...status.invited],
      { style, screen },
      '  ',
    ),
    '',
    ...[...subscriptions(status, style), verdict(status, style)].flatMap((cell) => paragraph([cell], screen)),
    '',
  ].join('\n');
}

function verdict({ isAsConfigured }: Status, style: Style): Cell {
  return isAsConfigured
    ? { text: say`The stack sets, stacks and policies are as metsuke.yaml says.`, paint: style.green }
    : { text: say`It differs from metsuke.yaml: metsuke plan shows how.`, paint: style.yellow };
}

function deploymentRow({ title, kind, instances }: Deployment, status: Status): readonly string[] {
  const what = kind === 'stack' ? say`stack` : say`stack set`;
  if (instances.length === 0) return [MARKS.outdated, title, what, say`not deployed`];
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

const COUNTED: Readonly<Record<Health, (count: number) => string>> = {
  current: (count) => say`${count} current`,
  running: (count) => say`${count} running`,
  outdated: (count) => say`${count} outdated`,
  failed: (count) => say`${count} failed`,
  inoperable: (count) => say`${count} inoperable`,
  suspended: (count) => say`${count} suspended`,
};

function countHealth(instances: readonly InstanceStatus[]): string {
  const counts = SEVERITY.flatMap((health) => {
    const count = instances.filter((instance) => instance.health === health).length;
    return count > 0 ? [COUNTED[health](count)] : [];
  });
  return listed(counts);
}

/** The same reason in many accounts is one paragraph. */
function problems(status: Status, { style, screen }: View): readonly string[] {
  const bad = status.deployments.flatMap(({ title, instances }) =>
    instances
      .filter(({ health }) => health === 'failed' || health === 'inoperable')
      .map(({ account, region, reason }) => ({
        what: title,
        account,
        name: nameOf(account, status),
        region,
        reason: reason === null ? say`no reason given` : retell(reason),
      })),
  );
  const lines = causesOf(bad).flatMap((cause) => {
    const text = `  ${placesOf(cause)}: ${cause.reason}`;
    return paragraph([{ text: cause.whats.join(', '), paint: style.red }, text], hanging(screen));
  });
  return lines.length > 0 ? ['', ...lines] : [];
}

/** What was changed, by whom, and what repairs it. */
function repairs(status: Status, { style, screen }: View): readonly string[] {
  const lines = status.repairs.flatMap(({ title, target }) => {
    const [word, text] = repairLine(title, `${nameOf(target.account, status)} ${target.region}`, target);
    return paragraph([{ text: word, paint: style.red }, `  ${text}`], hanging(screen));
  });
  return lines.length > 0 ? ['', ...lines] : [];
}

function subscriptions({ subscriptions: found }: Status, { red, yellow }: Style): readonly Cell[] {
  if (found.kind === 'no-topic') return [];
  if (found.kind === 'unreadable')
    return [{ text: say`Subscriptions could not be read: ${found.reason}`, paint: yellow }];
  if (found.subscriptions.length === 0) {
    return [{ text: say`Nobody is subscribed to the security notifications.`, paint: red }];
  }
  const pending = found.subscriptions.filter(({ confirmed }) => !confirmed);
  if (pending.length === 0) return [];
  const protocols = listed(pending.map(({ protocol }) => protocol));
  const text = say`${countOf(pending.length, 'subscription')} (${protocols}) pending: nothing is sent there before the link in AWS's mail is clicked.`;
  return [{ text, paint: red }];
}

function nameOf(id: string, { accounts }: Status): string {
  return [...accounts.governed, ...accounts.skipped].find((account) => account.id === id)?.name ?? id;
}

function painted(cells: readonly string[], style: Style): Row {
  const [mark = '', ...rest] = cells;
  if (mark === MARKS.failed) return { cells, paint: style.red };
  if (mark === MARKS.current) return { cells: [{ text: mark, paint: style.green }, ...rest] };
  return { cells, paint: mark === MARKS.suspended ? style.dim : style.yellow };
}

const hanging = ({ width }: Screen) => ({ width, first: '  ', rest: '      ' });

/** What was changed by hand, property by property. */
export function renderDrift(
  { checked, drifts, failures }: DriftReport,
  status: Status,
  { style, screen }: View,
): string {
  const { width } = screen;
  const lines = drifts.flatMap(({ title, account, region, resources }) => [
    ...paragraph(
      [{ text: say`drifted`, paint: style.red }, ` ${title}  ${nameOf(account, status)} ${region}`],
      hanging(screen),
    ),
    ...resources.flatMap(({ logicalId, type, status: state, differences }) => [
      ...paragraph(`${logicalId} (${type}) ${state.toLowerCase()}`, { width, first: '      ', rest: '        ' }),
      ...differences.flatMap(({ path, expected, actual }) =>
        paragraph(`${path}  ${expected} → ${actual}`, { width, first: '          ', rest: '            ' }),
      ),
    ]),
  ]);
  const unread = failures.flatMap(({ title, account, reason }) =>
    paragraph(
      [
        { text: say`not checked`, paint: style.yellow },
        ` ${title}  ${account ? nameOf(account, status) : ''} ${retell(reason)}`,
      ],
      hanging(screen),
    ),
  );
  const summary =
    drifts.length === 0
      ? { text: say`No drift in ${countOf(checked, 'stack')}.`, paint: style.green }
      : { text: say`${countOf(drifts.length, 'stack')} of ${checked} drifted.`, paint: style.red };
  return [...lines, ...unread, ...paragraph([summary], screen), ''].join('\n');
}
