import type { Finding } from '../domain/finding.ts';
import { say } from '../domain/say.ts';
import type { Path } from './node.ts';
import { allKeys, keysAt, sectionsWith } from './shape.ts';
import { closest, makeSuggestion } from './suggest.ts';
import { joinChoices, quote } from './text.ts';

export function makeUnknownKeyMessage(section: Path, key: string): Pick<Finding, 'code' | 'message' | 'hint'> {
  return { code: 'unknown-key', message: `${quote(key)}.`, hint: makeHint(section, key) };
}

/** A key of this section in other letters; else a key of another section; else one that is nearly it. */
function makeHint(section: Path, key: string): string {
  const here = keysAt(section);
  if (key === '<<') return say`Merge keys are not supported; write the keys out.`;
  const elsewhere = belongsTo(key);
  const isOtherCase = here.some((known) => known.toLowerCase() === key.toLowerCase());
  if (elsewhere && !isOtherCase) return elsewhere;
  return makeSuggestion(key, here) ?? nearlyElsewhere(key) ?? say`The keys here are ${joinChoices(here, 'and')}.`;
}

function belongsTo(key: string): string | undefined {
  const sections = sectionsWith(key);
  if (sections.length === 0) return undefined;
  if (sections.includes('')) return say`It belongs at the top of the file, not indented.`;
  // A key such as `enabled` is in nearly every section: a list would help nobody.
  return sections.length > 5 ? say`It belongs in a section, indented.` : say`It belongs in ${joinChoices(sections)}.`;
}

function nearlyElsewhere(key: string): string | undefined {
  const near = closest(key, allKeys());
  return near && say`Did you mean "${near}"? ${belongsTo(near)}`;
}
