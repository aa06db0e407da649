import { useMemo } from 'preact/hooks';
import type { Fleet, Images } from '../../posture/schema.ts';
import { FLEET_COLUMNS } from '../../view/columns.ts';
import { type FleetRow, filterRows, fleetRows } from '../../view/rows.ts';
import {
  areAllAsked,
  filterPackages,
  IMAGE_COLUMNS,
  type ImageRow,
  imageRows,
  PACKAGE_COLUMNS,
} from '../../view/software.ts';
import { usePage } from '../context.ts';
import { FilterBar } from '../parts/filter-bar.tsx';
import { List } from '../parts/list.tsx';
import { moment } from '../parts/moment.ts';
import { Section } from '../parts/section.tsx';
import { ViewParts } from '../parts/view-parts.tsx';

/** Instances with their patches, what is installed on them, and what they were started from. */
export function FleetView() {
  const { posture, place } = usePage();
  const { fleet, images } = posture;
  return (
    <>
      <ViewParts
        label="fleet"
        parts={[
          { part: undefined, word: 'managedInstances' },
          { part: 'packages', word: 'packages' },
          { part: 'images', word: 'images' },
        ]}
      />
      {place.show === 'images' ? (
        <Section word="images" section={images}>
          {(read) => <ImagesPart images={read} />}
        </Section>
      ) : place.show === 'packages' ? (
        <Section word="packages" section={fleet}>
          {({ packages, skipped }) => <PackagesPart packages={packages} skipped={skipped} />}
        </Section>
      ) : (
        <Section word="fleet" section={fleet}>
          {({ skipped }) => <InstancesPart skipped={skipped} />}
        </Section>
      )}
    </>
  );
}

function Skipped({ skipped }: { readonly skipped: number }) {
  const { say } = usePage();
  return skipped > 0 ? <p class="not-read">{say('fleetSkipped', { n: skipped })}</p> : null;
}

function InstancesPart({ skipped }: { readonly skipped: number }) {
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
    <>
      <p class="muted">{say('fleetNote')}</p>
      <Skipped skipped={skipped} />
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
  );
}

function PackagesPart({ packages, skipped }: Pick<Fleet, 'packages' | 'skipped'>) {
  const { place, say } = usePage();
  const all = packages?.versions ?? [];
  const rows = useMemo(() => filterPackages(all, place.q), [all, place.q]);
  if (packages === null) return <p class="not-read">{say('packagesNotHere')}</p>;
  return (
    <>
      <p class="muted">{say('packagesNote')}</p>
      <Skipped skipped={skipped} />
      {packages.isCut && <p class="not-read">{say('packagesCut', { n: all.length })}</p>}
      <FilterBar isSearchOnly />
      <List
        name="metsuke-packages"
        label={say('packages')}
        rows={rows}
        all={all.length}
        columns={PACKAGE_COLUMNS}
        keyOf={({ name, version }) => `${name} ${version}`}
      />
    </>
  );
}

const MOST_NOT_ASKED = 8;
const AGES = { newest: 'imageNewest', old: 'imageOld', foreign: 'imageForeign' } as const;

function ImagesPart({ images }: { readonly images: Images }) {
  const { notAsked } = images;
  const { posture, directory, place, language, say } = usePage();
  const all = useMemo(() => imageRows(posture, directory), [posture]);
  const rows = useMemo(() => filterRows(all, place), [all, place.account, place.unit, place.q]);
  const cell = (row: ImageRow, column: string) => {
    if (column === 'age') return say(AGES[row.age]);
    return column === 'started' ? moment(row.startedAt, language) : undefined;
  };
  return (
    <>
      <p class="muted">{say('imagesNote')}</p>
      {notAsked.slice(0, MOST_NOT_ASKED).map(({ account, region, reason }) => (
        <p key={`${account} ${region}`} class="not-read">
          {say('imageNotAsked', { account: directory.nameOf(account), region, reason })}
        </p>
      ))}
      {notAsked.length > MOST_NOT_ASKED && (
        <p class="not-read">{say('andMore', { n: notAsked.length - MOST_NOT_ASKED })}</p>
      )}
      <FilterBar />
      <List
        name="metsuke-images"
        label={say('images')}
        rows={rows}
        all={all.length}
        none={areAllAsked(posture, images) ? 'imagesNone' : 'imagesNoneRead'}
        columns={IMAGE_COLUMNS}
        keyOf={({ account, region, id }) => `${account} ${region} ${id}`}
        cell={cell}
      />
    </>
  );
}
