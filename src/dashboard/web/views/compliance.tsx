import { useMemo } from 'preact/hooks';
import type { Compliance } from '../../posture/schema.ts';
import { VIOLATION_COLUMNS } from '../../view/columns.ts';
import { makeMatrix } from '../../view/matrix.ts';
import { filterRows, type ViolationRow } from '../../view/rows.ts';
import { isEvaluated } from '../../view/summary.ts';
import { usePage } from '../context.ts';
import { Command } from '../parts/command.tsx';
import { FilterBar } from '../parts/filter-bar.tsx';
import { countOf, List } from '../parts/list.tsx';
import { Mark, Severity } from '../parts/mark.tsx';
import { MatrixGrid } from '../parts/matrix.tsx';
import { moment } from '../parts/moment.ts';
import { Section } from '../parts/section.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { shown } from '../parts/text.ts';

export function ComplianceView() {
  const { posture, violations, place, say } = usePage();
  const { unit, severity, q } = place;
  // For the matrix and for the list, which chooses among them by account and rule.
  const rows = useMemo(() => filterRows(violations(), { unit, severity, q }), [violations, unit, severity, q]);
  return (
    <Section word="compliance" section={posture.compliance}>
      {(compliance) => (
        <>
          <FilterBar severity />
          <Places rows={rows} compliance={compliance} />
          <Rule compliance={compliance} />
          <Violations found={rows} />
          {compliance.foreign > 0 && <p class="muted">{say('foreign', { n: compliance.foreign })}</p>}
          <Exceptions />
        </>
      )}
    </Section>
  );
}

function Places({ rows, compliance }: { readonly rows: readonly ViolationRow[]; readonly compliance: Compliance }) {
  const { posture, directory, base, place, say } = usePage();
  const matrix = useMemo(() => makeMatrix(posture, directory, { rows, filter: place, base: base() }), [posture, rows]);
  return (
    <>
      <h2>{say('matrix')}</h2>
      {matrix.rules.length === 0 ? (
        <p>{say(compliance.cells.some(isEvaluated) ? 'allCompliant' : 'nothingEvaluated')}</p>
      ) : (
        <MatrixGrid matrix={matrix} />
      )}
    </>
  );
}

/** Why the chosen rule matters, and how to repair what breaks it. */
function Rule({ compliance }: { readonly compliance: Compliance }) {
  const { place, language, say } = usePage();
  const rule = compliance.rules.find(({ name }) => name === place.rule);
  if (rule === undefined) return null;
  return (
    <aside class="rule" aria-label={rule.name}>
      <h2>
        {shown(rule.name)} <Severity of={rule.severity} />
      </h2>
      <h3>{say('why')}</h3>
      <p>{shown(rule.why[language], 1_000)}</p>
      {rule.cis.length > 0 && <p class="muted">{say('cis', { list: rule.cis.join(', ') })}</p>}
      <h3>{say('fix')}</h3>
      <ul>
        <li>{say('fixConsole')}</li>
        <li>
          {say('fixCommand')} <Command text="metsuke rules list" />
        </li>
        <li>{say('fixException')}</li>
      </ul>
    </aside>
  );
}

function Violations({ found }: { readonly found: readonly ViolationRow[] }) {
  const { violations, place, language, say } = usePage();
  const { account, rule } = place;
  const rows = useMemo(() => filterRows(found, { account, rule }), [found, account, rule]);
  const cell = (row: ViolationRow, column: string) => {
    switch (column) {
      case 'severity':
        return <Severity of={row.severity} />;
      case 'state':
        return (
          <>
            <Mark shape={row.state === 'excepted' ? 'excepted' : 'violated'} />{' '}
            {say(row.state === 'excepted' ? 'stateExcepted' : 'stateViolated')}
          </>
        );
      case 'recorded':
        return row.recordedAt === '' ? '' : moment(row.recordedAt, language);
      case 'resource':
        return row.id === '' ? <em>{say('unreadResources', { n: countOf(row, say) })}</em> : <Resource row={row} />;
      default:
        return undefined;
    }
  };
  return (
    <>
      <h2>{say('resources')}</h2>
      <List
        name="metsuke-compliance"
        label={say('resources')}
        rows={rows}
        all={violations().length}
        columns={VIOLATION_COLUMNS}
        keyOf={({ account, region, rule, type, id }) => `${account} ${region} ${rule} ${type} ${id}`}
        cell={cell}
      />
    </>
  );
}

function Resource({ row: { id, type, region } }: { readonly row: ViolationRow }) {
  const { say } = usePage();
  const timeline = new URLSearchParams({ resourceId: id, resourceType: type });
  const address = `https://${region}.console.aws.amazon.com/config/home?region=${region}#/resources/timeline?${timeline}`;
  return (
    <span title={shown(id, 1_000)}>
      <a href={address} rel="noreferrer" target="_blank" aria-label={`${say('console')}: ${shown(id)}`}>
        {say('console')} ↗
      </a>{' '}
      {shown(id)}
    </span>
  );
}

function Exceptions() {
  const { posture, directory, language, say } = usePage();
  const { exceptions, at } = posture;
  if (exceptions.state === 'not-read' || exceptions.exceptions.length === 0) return null;
  return (
    <SmallTable title="exceptions" headings={['rule', 'account', 'expires', 'reason']}>
      {exceptions.exceptions.map(({ rule, accounts, reason, expires }) => (
        <tr key={`${rule} ${accounts.join()} ${expires}`}>
          <td>{shown(rule)}</td>
          <td>{accounts.map((account) => shown(directory.nameOf(account), 60)).join(', ')}</td>
          <td>
            {moment(expires, language)} {expires < at.slice(0, 10) && `(${say('expired')})`}
          </td>
          <td>{shown(reason)}</td>
        </tr>
      ))}
    </SmallTable>
  );
}
