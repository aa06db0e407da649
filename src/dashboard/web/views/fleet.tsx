import { useMemo } from 'preact/hooks';
import { FLEET_COLUMNS } from '../../view/columns.ts';
import { type FleetRow, filterRows, fleetRows } from '../../view/rows.ts';
import { usePage } from '../context.ts';
import { FilterBar } from '../parts/filter-bar.tsx';
import { List } from '../parts/list.tsx';
import { moment } from '../parts/moment.ts';
import { Section } from '../parts/section.tsx';

export function FleetView() {
  const { posture, directory, place, language, say } = usePage();
  const all = useMemo(() => fleetRows(posture, directory), [posture]);
  const rows = useMemo(() => filterRows(all, place), [all, place.account, place.unit, place.q]);
  const cell = (row: FleetRow, column: string) => {
    if (column === 'captured') return moment(row.captured, language);
    // An empty cell would say that nothing is missing.
    if (row.patches === null) return column === 'critical' ? say('notScanned') : undefined;
    return column === 'ended' ? moment(row.patches.ended, language) : undefined;
  };
  return (
    <Section word="fleet" section={posture.fleet}>
      {({ skipped }) => (
        <>
          <p class="muted">{say('fleetNote')}</p>
          {skipped > 0 && <p class="not-read">{say('fleetSkipped', { n: skipped })}</p>}
          <FilterBar />
          <List
            name="metsuke-fleet"
            label={say('fleet')}
            rows={rows}
            all={all.length}
            columns={FLEET_COLUMNS}
            keyOf={({ account, region, id }) => `${account} ${region} ${id}`}
            cell={cell}
          />
        </>
      )}
    </Section>
  );
}
