import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Posture } from '../posture/schema.ts';
import type { Advice } from '../view/advice.ts';
import type { Directory } from '../view/directory.ts';
import type { BaseStates } from '../view/matrix.ts';
import type { Place } from '../view/place.ts';
import type { FindingRow, InstanceRow, ViolationRow } from '../view/rows.ts';
import type { Word } from '../view/words/en.ts';
import type { Language, Values } from '../view/words/tell.ts';

/** What every part of the page needs, worked out once for a posture, lists when a view asks for them. */
export interface Page {
  readonly posture: Posture;
  readonly directory: Directory;
  readonly advice: readonly Advice[];
  readonly violations: () => readonly ViolationRow[];
  readonly findings: () => readonly FindingRow[];
  readonly instances: () => readonly InstanceRow[];
  readonly base: () => BaseStates;
  readonly place: Place;
  readonly language: Language;
  readonly say: (word: Word, values?: Values) => string;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('outside of the page');
  return page;
}
