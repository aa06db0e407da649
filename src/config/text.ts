import { say } from '../domain/say.ts';
import { forJson } from '../domain/text/media.ts';

const LONGEST_SHOWN = 60;

const ADDRESS = /[^\s"'<>,;@]+@[^\s"'<>,;@]+/g;

/** What a person wrote, in quotes and safe to show: one line, not too long, no e-mail address in it. */
export function quote(text: string): string {
  const masked = maskAddresses(text);
  const short = masked.length > LONGEST_SHOWN ? `${masked.slice(0, LONGEST_SHOWN - 1)}…` : masked;
  return forJson(JSON.stringify(short));
}

export function maskAddresses(text: string): string {
  return text.replace(ADDRESS, say`(an e-mail address)`);
}

/** `a`, `a or b`, `a, b or c` */
export function joinChoices(choices: readonly string[], word: 'and' | 'or' = 'or'): string {
  const last = choices.at(-1) ?? '';
  if (choices.length < 2) return last;
  const others = choices.slice(0, -1).join(', ');
  return word === 'and' ? say`${others} and ${last}` : say`${others} or ${last}`;
}
