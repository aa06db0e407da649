import { BANDS, type Band } from './severity.ts';

export const VIEWS = ['overview', 'compliance', 'findings', 'deployment', 'fleet', 'activity', 'evidence'] as const;
export type View = (typeof VIEWS)[number];

export const PARTS = ['now', 'packages', 'images'] as const;
export type Part = (typeof PARTS)[number];

/** What a reader looks at, all of which stands in the address: `#/compliance?rule=restricted-ssh&q=prod`. */
export interface Place {
  readonly view: View;
  readonly account?: string | undefined;
  readonly unit?: string | undefined;
  readonly rule?: string | undefined;
  /** That severity and above. */
  readonly severity?: Band | undefined;
  readonly q?: string | undefined;
  /** Id of a column, with - before it for the other direction. */
  readonly sort?: string | undefined;
  /** The part of a view that has several: of the deployment beside a saved plan, or of the fleet. */
  readonly show?: Part | undefined;
  /** Id of what is shown in full. */
  readonly open?: string | undefined;
}

const KEYS = ['account', 'unit', 'rule', 'severity', 'q', 'sort', 'show', 'open'] as const;
export const FILTERS = ['account', 'unit', 'rule', 'severity', 'q'] as const;

/** An address that somebody changed by hand leads somewhere: what it does not know, it leaves out. */
export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?');
  const given = new URLSearchParams(query);
  const place: Record<string, string> = {};
  for (const key of KEYS) {
    const value = given.get(key);
    if (value && isKnown(key, value)) place[key] = value;
  }
  return { ...place, view: VIEWS.find((view) => view === path) ?? 'overview' };
}

function isKnown(key: (typeof KEYS)[number], value: string): boolean {
  if (key === 'severity') return BANDS.includes(value as Band);
  return key !== 'show' || PARTS.includes(value as Part);
}

export function formatPlace(place: Place): string {
  const query = new URLSearchParams();
  for (const key of KEYS) if (place[key]) query.set(key, place[key]);
  const text = query.toString();
  return `#/${place.view}${text === '' ? '' : `?${text}`}`;
}
