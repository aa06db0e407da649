import { useMemo } from 'preact/hooks';
import type { Evidence } from '../../posture/schema.ts';
import { type CalendarRow, calendarRows, type DayState, daysOf } from '../../view/calendar.ts';
import type { Column } from '../../view/columns.ts';
import { filterRows } from '../../view/rows.ts';
import type { Word } from '../../view/words/en.ts';
import { usePage } from '../context.ts';
import { FilterBar } from '../parts/filter-bar.tsx';
import { List } from '../parts/list.tsx';
import { Mark } from '../parts/mark.tsx';
import { moment } from '../parts/moment.ts';
import { Section } from '../parts/section.tsx';

const COLUMNS: readonly Column<CalendarRow>[] = [
  { id: 'name', word: 'account', value: ({ name }) => name, width: 9 },
  { id: 'account', word: 'accountId', value: ({ account }) => account, width: 8 },
  { id: 'unit', word: 'unit', value: ({ unit }) => unit, width: 10 },
  {
    id: 'gaps',
    word: 'gaps',
    value: ({ gaps }) => gaps.map(({ from, to }) => `${from}/${to}`).join(' '),
    width: 15,
  },
  { id: 'days', word: 'calendar', value: ({ daysWithLogs }) => daysWithLogs, width: 32 },
];

export function EvidenceView() {
  const { posture, say } = usePage();
  return (
    <Section word="evidence" section={posture.evidence}>
      {(evidence) => (
        <>
          <p class="muted">
            {say('archiveSource', { source: evidence.source, from: evidence.firstDay, to: evidence.lastDay })}
          </p>
          <Verification verified={evidence.verified} />
          <FilterBar />
          <Calendar evidence={evidence} />
        </>
      )}
    </Section>
  );
}

/** What the last verification found, and what that rests on. */
function Verification({ verified }: { readonly verified: Evidence['verified'] }) {
  const { language, say } = usePage();
  if (verified === null) return <p class="not-read">{say('notVerified')}</p>;
  const { findings, provenLogs: logs, keptIn, keySource: keys } = verified;
  const [at, until] = [moment(verified.at, language), moment(verified.until, language)];
  return (
    <>
      <p>
        <Mark shape={findings > 0 ? 'bad' : 'good'} />{' '}
        {findings > 0 ? say('verifiedFound', { at, n: findings, until }) : say('verifiedFine', { at, logs, until })}
      </p>
      <p class="muted">{say('verifiedRest', { keptIn, keys })}</p>
    </>
  );
}

const SHAPES: Readonly<Record<DayState, { readonly shape: string; readonly word: Word }>> = {
  logs: { shape: '■', word: 'hasLogs' },
  gap: { shape: '✕', word: 'gap' },
  quiet: { shape: '·', word: 'noLogs' },
};

function Calendar({ evidence }: { readonly evidence: Evidence }) {
  const { directory, place, say } = usePage();
  const all = useMemo(() => calendarRows(evidence, directory), [evidence]);
  const rows = useMemo(() => filterRows(all, place), [all, place.account, place.unit, place.q]);
  const days = useMemo(() => daysOf(evidence), [evidence]);
  const cell = (row: CalendarRow, column: string) => {
    if (column === 'days') return <Days row={row} days={days} />;
    if (column !== 'gaps') return undefined;
    return row.gaps
      .map(({ from, to, isOpen }) => `${say('gapFromTo', { from, to })}${isOpen ? ` (${say('stillOpen')})` : ''}`)
      .join(', ');
  };
  return (
    <>
      <p class="legend">
        {(['logs', 'gap', 'quiet'] as const).map((state) => (
          <span key={state}>
            <span class={`day ${state}`} aria-hidden="true">
              {SHAPES[state].shape}
            </span>{' '}
            {say(SHAPES[state].word)}
          </span>
        ))}
      </p>
      <List
        name="metsuke-evidence"
        label={say('calendar')}
        rows={rows}
        all={all.length}
        columns={COLUMNS}
        keyOf={({ account }) => account}
        cell={cell}
      />
    </>
  );
}

function Days({ row, days }: { readonly row: CalendarRow; readonly days: readonly string[] }) {
  const { say } = usePage();
  return (
    <span class="days">
      <span class="hidden">{say('daysWithLogs', { n: row.daysWithLogs })}</span>
      {row.states.map((state, at) => (
        <span
          key={days[at]}
          class={`day ${state}`}
          title={`${days[at]}: ${say(SHAPES[state].word)}`}
          aria-hidden="true"
        >
          {SHAPES[state].shape}
        </span>
      ))}
    </span>
  );
}
