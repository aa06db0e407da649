import { useMemo } from 'preact/hooks';
import { FINDING_COLUMNS } from '../../view/columns.ts';
import { type FindingGroup, groupFindings } from '../../view/finding-groups.ts';
import { type FindingRow, filterRows } from '../../view/rows.ts';
import { usePage } from '../context.ts';
import { FilterBar } from '../parts/filter-bar.tsx';
import { List } from '../parts/list.tsx';
import { Mark, Severity } from '../parts/mark.tsx';
import { moment } from '../parts/moment.ts';
import { SmallTable } from '../parts/small-table.tsx';
import { shown } from '../parts/text.ts';
import { goTo } from '../settings.ts';

/** Of GuardDuty and of IAM Access Analyzer; of a source that was not read stands that, and why. */
export function FindingsView() {
  const { posture, say } = usePage();
  const isRead = posture.findings.state === 'read' || posture.access.state === 'read';
  return (
    <section>
      <h1>{say('findings')}</h1>
      <Unread />
      {isRead && <Found />}
    </section>
  );
}

function Unread() {
  const { posture, say } = usePage();
  const { findings, access } = posture;
  const reasons = [
    ...(['findings', 'access'] as const).flatMap((name) => {
      const section = posture[name];
      return section.state === 'read' ? [] : [say('doUnread', { source: say(name), reason: section.reason })];
    }),
    ...(findings.state === 'read' ? findings.missing.map((one) => say('regionsMissing', one)) : []),
    ...(access.state === 'read' ? access.missing.map((one) => say('analyzerMissing', one)) : []),
    ...(access.state === 'read' && access.isCut ? [say('findingsCut')] : []),
  ];
  return reasons.map((reason) => (
    <p key={reason} class="not-read">
      <Mark shape="unknown" /> {reason}
    </p>
  ));
}

function Found() {
  const { findings: all, place, language, say } = usePage();
  const findings = all();
  const rows = useMemo(
    () => filterRows(findings, place),
    [findings, place.account, place.unit, place.severity, place.q],
  );
  const groups = useMemo(() => groupFindings(rows), [rows]);
  const cell = (row: FindingRow, column: string) => {
    switch (column) {
      case 'severity':
        return <Severity of={row.severity} />;
      case 'first':
        return moment(row.firstSeen, language);
      case 'last':
        return moment(row.lastSeen, language);
      case 'type':
        return (
          <button type="button" class="link" onClick={() => goTo({ ...place, open: row.id })}>
            {shown(row.type)}
          </button>
        );
      default:
        return undefined;
    }
  };
  return (
    <>
      <FilterBar severity />
      <Opened rows={findings} />
      {groups.length > 0 && <Groups groups={groups} />}
      <h2>{say('findings')}</h2>
      <List
        name="metsuke-findings"
        label={say('findings')}
        rows={rows}
        all={findings.length}
        columns={FINDING_COLUMNS}
        keyOf={({ source, id, region }) => `${source} ${region} ${id}`}
        cell={cell}
      />
    </>
  );
}

const MOST_GROUPS = 12;

function Groups({ groups }: { readonly groups: readonly FindingGroup[] }) {
  const { place, say } = usePage();
  return (
    <>
      <SmallTable
        title="findingGroups"
        headings={['severity', 'type', 'findingSource', 'findingsOf', 'accountsOf', 'oldest']}
      >
        {groups.slice(0, MOST_GROUPS).map(({ source, type, severity, count, accounts, oldest }) => (
          <tr key={`${source} ${type}`}>
            <td>
              <Severity of={severity} />
            </td>
            <td>
              <button type="button" class="link" onClick={() => goTo({ ...place, q: type })}>
                {shown(type, 120)}
              </button>
            </td>
            <td>{source}</td>
            <td>{count}</td>
            <td>{accounts}</td>
            <td>{oldest === null ? '' : say('daysOld', { n: oldest })}</td>
          </tr>
        ))}
      </SmallTable>
      {groups.length > MOST_GROUPS && <p class="muted">{say('andMore', { n: groups.length - MOST_GROUPS })}</p>}
    </>
  );
}

/** Where the console shows it: a finding of GuardDuty by its id, those of IAM Access Analyzer as a list. */
function addressOf({ source, region, id }: FindingRow): string {
  const console = `https://${region}.console.aws.amazon.com`;
  return source === 'GuardDuty'
    ? `${console}/guardduty/home?region=${region}#/findings?fId=${encodeURIComponent(id)}`
    : `${console}/access-analyzer/home?region=${region}#/findings`;
}

function Opened({ rows }: { readonly rows: readonly FindingRow[] }) {
  const { place, language, say } = usePage();
  const row = rows.find(({ id }) => id === place.open);
  if (row === undefined) return null;
  return (
    <aside class="rule" aria-label={shown(row.title)}>
      <h2>
        {shown(row.title)} <Severity of={row.severity} />
      </h2>
      <p>{shown(row.description, 2_000)}</p>
      <p class="muted">
        {row.source} · {shown(row.type)} · {shown(row.name)} ({row.account}) · {row.region} · {shown(row.resourceType)}{' '}
        · {moment(row.firstSeen, language)} – {moment(row.lastSeen, language)}
      </p>
      <p>
        <a href={addressOf(row)} rel="noreferrer" target="_blank">
          {say('console')} ↗
        </a>
      </p>
    </aside>
  );
}
