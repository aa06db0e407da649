import { useMemo } from 'preact/hooks';
import { FINDING_COLUMNS } from '../../view/columns.ts';
import { type FindingRow, filterRows } from '../../view/rows.ts';
import { usePage } from '../context.ts';
import { FilterBar } from '../parts/filter-bar.tsx';
import { List } from '../parts/list.tsx';
import { Severity } from '../parts/mark.tsx';
import { moment } from '../parts/moment.ts';
import { Section } from '../parts/section.tsx';
import { shown } from '../parts/text.ts';
import { goTo } from '../settings.ts';

export function FindingsView() {
  const { posture, findings: all, place, language, say } = usePage();
  const findings = all();
  const rows = useMemo(
    () => filterRows(findings, place),
    [findings, place.account, place.unit, place.severity, place.q],
  );
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
    <Section word="findings" section={posture.findings}>
      {({ missing }) => (
        <>
          {missing.map(({ region, reason }) => (
            <p key={region} class="not-read">
              {say('regionsMissing', { region, reason })}
            </p>
          ))}
          <FilterBar severity />
          <Opened rows={findings} />
          <List
            name="metsuke-findings"
            label={say('findings')}
            rows={rows}
            all={findings.length}
            columns={FINDING_COLUMNS}
            keyOf={({ id }) => id}
            cell={cell}
          />
        </>
      )}
    </Section>
  );
}

function Opened({ rows }: { readonly rows: readonly FindingRow[] }) {
  const { place, language, say } = usePage();
  const row = rows.find(({ id }) => id === place.open);
  if (row === undefined) return null;
  const address = `https://${row.region}.console.aws.amazon.com/guardduty/home?region=${row.region}#/findings?fId=${encodeURIComponent(row.id)}`;
  return (
    <aside class="rule" aria-label={shown(row.title)}>
      <h2>
        {shown(row.title)} <Severity of={row.severity} />
      </h2>
      <p>{shown(row.description, 2_000)}</p>
      <p class="muted">
        {shown(row.type)} · {shown(row.name)} ({row.account}) · {row.region} · {shown(row.resourceType)} ·{' '}
        {moment(row.firstSeen, language)} – {moment(row.lastSeen, language)}
      </p>
      <p>
        <a href={address} rel="noreferrer" target="_blank">
          {say('console')} ↗
        </a>
      </p>
    </aside>
  );
}
