import { useMemo } from 'preact/hooks';
import type { Activity } from '../../posture/schema.ts';
import { DEED_COLUMNS, type DeedRow, deedRows, isWhole } from '../../view/activity.ts';
import { filterRows } from '../../view/rows.ts';
import { usePage } from '../context.ts';
import { FilterBar } from '../parts/filter-bar.tsx';
import { count, List } from '../parts/list.tsx';
import { moment } from '../parts/moment.ts';
import { Section } from '../parts/section.tsx';
import { shown } from '../parts/text.ts';
import { goTo } from '../settings.ts';

export function ActivityView() {
  const { posture } = usePage();
  return (
    <Section word="activity" section={posture.activity}>
      {(activity) => (
        <>
          <Basis activity={activity} />
          <FilterBar />
          <Deeds activity={activity} />
        </>
      )}
    </Section>
  );
}

const MOST_GAPS = 8;

/** What was read, and what is missing: no line means nothing beyond it. */
function Basis({ activity }: { readonly activity: Activity }) {
  const { directory, language, say } = usePage();
  const { source, from, to, objects, events, skipped, gaps, isCut, limit } = activity;
  const missing = gaps ?? [];
  return (
    <>
      <p class="muted">
        {say('activityOf', { source, from: moment(from, language), to: moment(to, language) })}{' '}
        {objects !== null && say('activityRead', { objects: count(objects), events: count(events ?? 0) })}{' '}
        {say('activityKinds')}
      </p>
      {isCut && <p class="not-read">{say('activityCut', { n: limit })}</p>}
      {skipped > 0 && <p class="not-read">{say('activitySkipped', { n: skipped })}</p>}
      {gaps === null && <p class="not-read">{say('activityGapsUnknown')}</p>}
      {missing.length > 0 && (
        <div class="not-read">
          <p>{say('activityGaps', { n: new Set(missing.map(({ account }) => account)).size })}</p>
          <ul>
            {missing.slice(0, MOST_GAPS).map(({ account, from: first, to: last }) => (
              <li key={`${account} ${first}`}>
                {shown(directory.nameOf(account), 80)}: {say('gapFromTo', { from: first, to: last })}
              </li>
            ))}
            {missing.length > MOST_GAPS && <li>{say('andMore', { n: missing.length - MOST_GAPS })}</li>}
          </ul>
        </div>
      )}
    </>
  );
}

function Deeds({ activity }: { readonly activity: Activity }) {
  const { posture, directory, place, language, say } = usePage();
  const all = useMemo(() => deedRows(posture, directory), [posture, directory]);
  const rows = useMemo(() => filterRows(all, place), [all, place.account, place.unit, place.q]);
  const cell = (row: DeedRow, column: string) => {
    switch (column) {
      case 'first':
        return moment(row.first, language);
      case 'last':
        return moment(row.last, language);
      case 'who':
        return (
          <button type="button" class="link" onClick={() => goTo({ ...place, q: row.who })}>
            {shown(row.who)}
          </button>
        );
      default:
        return undefined;
    }
  };
  return (
    <List
      name="metsuke-activity"
      label={say('activity')}
      rows={rows}
      all={all.length}
      none={isWhole(activity) ? 'activityNone' : 'activityNoneRead'}
      columns={DEED_COLUMNS}
      keyOf={({ account, region, actor, service, event }) => `${account} ${region} ${actor} ${service} ${event}`}
      cell={cell}
    />
  );
}
