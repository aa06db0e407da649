import type { Basis } from '../../reports/basis.ts';
import type { Language } from '../../reports/language.ts';
import { basisLines } from '../../reports/render/basis-words.ts';
import type { View } from '../terminal.ts';
import { paragraph } from './wrap.ts';

/** What an answer was made of, below it; what was not seen stands out. */
export function renderBasis(basis: Basis, language: Language, { style, screen }: View): readonly string[] {
  return basisLines(basis, language).flatMap(({ text, isWarning }) =>
    paragraph([{ text, paint: isWarning ? style.yellow : style.dim }], { width: screen.width, rest: '  ' }),
  );
}
