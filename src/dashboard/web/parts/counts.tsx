import { useMemo } from 'preact/hooks';
import type { Posture } from '../../posture/schema.ts';
import { COUNTS, type CountName, countsOf } from '../../view/counts.ts';
import { BANDS } from '../../view/severity.ts';
import { summarize } from '../../view/summary.ts';
import { trendOf } from '../../view/trend.ts';
import type { Word } from '../../view/words/en.ts';
import { usePage } from '../context.ts';
import { countOf } from './list.tsx';
import { TrendLine } from './trend-line.tsx';

interface Tile {
  readonly word: Word;
  readonly count: CountName;
  /** Null: not read. */
  readonly value: number | null;
  readonly note: string;
  readonly link: string;
  readonly isAtLeast?: boolean;
}

/** Every number is one of what was read; where nothing was read stands that, and no number. */
export function Counts({ posture, account }: { readonly posture: Posture; readonly account: string | undefined }) {
  const { say } = usePage();
  const tiles = makeTiles(posture, say);
  const trends = useMemo(() => new Map(COUNTS.map((count) => [count, trendOf(posture, count)])), [posture]);
  const query = account === undefined ? '' : `?account=${account}`;
  return (
    <section aria-labelledby="counts">
      <h2 id="counts" class="hidden">
        {say('counts')}
      </h2>
      <ul class="counts">
        {tiles.map(({ word, count, value, note, link, isAtLeast }) => (
          <li key={word} class={value === null ? 'unread' : value > 0 ? 'some' : 'none'} data-count={word}>
            <a href={`#/${link}${query}`}>
              <span class="number">
                {value === null ? say('notRead') : countOf({ count: value, isAtLeast: isAtLeast ?? false }, say)}
              </span>
              <span class="label">{say(word)}</span>
              <span class="muted">{note}</span>
              <TrendLine trend={trends.get(count) ?? null} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function makeTiles(posture: Posture, say: ReturnType<typeof usePage>['say']): readonly Tile[] {
  const { violations, findings, access, accounts, pending, recordings, exceptions, gaps, unpatched } =
    summarize(posture);
  const { atLeast } = countsOf(posture);
  const isAtLeast = (count: CountName): boolean => atLeast.includes(count);
  const bands = BANDS.filter((band) => (violations?.byBand[band] ?? 0) > 0).map((band) =>
    say('bandCount', { n: violations?.byBand[band] ?? 0, severity: say(band) }),
  );
  const excepted = violations && violations.excepted > 0 ? [say('excepted', { n: violations.excepted })] : [];
  return [
    {
      word: 'countViolations',
      count: 'violations',
      value: violations?.total ?? null,
      isAtLeast: violations?.isAtLeast ?? false,
      note: [...bands, ...excepted].join(' · '),
      link: 'compliance',
    },
    {
      word: 'countFindings',
      count: 'findings',
      value: findings,
      isAtLeast: isAtLeast('findings'),
      note: '',
      link: 'findings',
    },
    ...(access === undefined
      ? []
      : [
          {
            word: 'countAccess',
            count: 'access',
            value: access,
            isAtLeast: isAtLeast('access'),
            note: '',
            link: 'findings',
          } as const,
        ]),
    {
      word: 'countUnhealthy',
      count: 'unhealthy',
      value: accounts?.unhealthy ?? null,
      note: accounts ? say('ofGoverned', { n: accounts.governed }) : '',
      link: 'deployment',
    },
    { word: 'countPending', count: 'pending', value: pending, note: '', link: 'deployment' },
    {
      word: 'countRecordings',
      count: 'recordings',
      value: recordings?.notOn ?? null,
      note: recordings ? say('ofAnswered', { n: recordings.answered }) : '',
      link: 'deployment',
    },
    {
      word: 'countExceptions',
      count: 'exceptions',
      value: exceptions?.ending ?? null,
      note: exceptions ? say('inForce', { n: exceptions.inForce }) : '',
      link: 'compliance',
    },
    {
      word: 'countUnpatched',
      count: 'unpatched',
      value: unpatched?.critical ?? null,
      isAtLeast: isAtLeast('unpatched'),
      note: unpatched ? say('ofScanned', { n: unpatched.scanned }) : '',
      link: 'fleet',
    },
    { word: 'countGaps', count: 'gaps', value: gaps, note: '', link: 'evidence' },
  ];
}
