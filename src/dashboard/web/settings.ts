import { useEffect, useState } from 'preact/hooks';
import { formatPlace, type Place, parsePlace } from '../view/place.ts';
import type { Language } from '../view/words/tell.ts';

/** Where the reader is, which the address says. */
export function usePlace(): Place {
  const [place, setPlace] = useState(() => parsePlace(location.hash));
  useEffect(() => {
    const follow = (): void => setPlace(parsePlace(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return place;
}

/** While a person types, each letter is no step of the history. */
export function goTo(place: Place, step: 'new' | 'same' = 'new'): void {
  const address = formatPlace(place);
  if (step === 'new') location.hash = address;
  else {
    history.replaceState(null, '', address);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

/** A browser may refuse to keep anything, for a file above all: then a choice lasts as long as the page. */
export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(`metsuke-${key}`, value);
  } catch {
    // it lasts as long as the page
  }
}

export function kept(key: string): string | null {
  try {
    return localStorage.getItem(`metsuke-${key}`);
  } catch {
    return null;
  }
}

export type Theme = 'light' | 'dark';

export function firstTheme(): Theme {
  const chosen = kept('theme');
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function firstLanguage(): Language {
  const chosen = kept('language');
  if (chosen === 'en' || chosen === 'ja') return chosen;
  return document.documentElement.lang === 'ja' ? 'ja' : 'en';
}
