import { useEffect, useRef } from 'preact/hooks';
import { FILTERS, type Place } from '../../view/place.ts';
import { BANDS, type Band } from '../../view/severity.ts';
import { usePage } from '../context.ts';
import { goTo } from '../settings.ts';
import { shown } from './text.ts';

interface FilterBarProps {
  readonly severity?: boolean;
  /** Of a list whose rows are of no one account. */
  readonly isSearchOnly?: boolean;
}

/** Search, unit and severity; what else the address filters by stands there to be removed. `/` goes to the search. */
export function FilterBar({ severity = false, isSearchOnly = false }: FilterBarProps) {
  const { place, directory, say } = usePage();
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      search.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const change = (part: Partial<Place>, step: 'new' | 'same' = 'new'): void => goTo({ ...place, ...part }, step);
  const chips = isSearchOnly ? [] : (['account', 'rule'] as const).filter((key) => place[key]);
  return (
    <search class="filter" aria-label={say('filter')}>
      <label>
        {say('search')}
        <input
          ref={search}
          type="search"
          value={place.q ?? ''}
          placeholder={say('searchHint')}
          onInput={({ currentTarget }) => change({ q: currentTarget.value || undefined }, 'same')}
        />
      </label>
      {!isSearchOnly && (
        <label>
          {say('unit')}
          <select
            value={place.unit ?? ''}
            onChange={({ currentTarget }) => change({ unit: currentTarget.value || undefined })}
          >
            <option value="">{say('every')}</option>
            {directory.unitPaths.map((path) => (
              <option key={path} value={path}>
                {shown(path, 60)}
              </option>
            ))}
          </select>
        </label>
      )}
      {severity && (
        <label>
          {say('severity')}
          <select
            value={place.severity ?? ''}
            onChange={({ currentTarget }) =>
              change({ severity: (currentTarget.value || undefined) as Band | undefined })
            }
          >
            <option value="">{say('every')}</option>
            {BANDS.slice(0, -1).map((band) => (
              <option key={band} value={band}>
                {band === 'critical' ? say(band) : say('andAbove', { severity: say(band) })}
              </option>
            ))}
          </select>
        </label>
      )}
      {chips.map((key) => {
        const value = place[key] ?? '';
        const text = shown(key === 'account' ? directory.nameOf(value) : value, 60);
        return (
          <button key={key} type="button" class="chip" onClick={() => change({ [key]: undefined })}>
            {say(key)}: {text} <span aria-hidden="true">×</span>
            <span class="hidden">{say('remove', { what: text })}</span>
          </button>
        );
      })}
      {FILTERS.some((key) => place[key]) && (
        <button type="button" onClick={() => goTo({ view: place.view, sort: place.sort, show: place.show })}>
          {say('clear')}
        </button>
      )}
    </search>
  );
}
