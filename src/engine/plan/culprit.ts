import { type Lead, serviceOf } from '../../domain/disturbance.ts';
import { note } from '../../domain/say.ts';

/** Who called the services of what was changed, the latest first; a long list says no more than its beginning. */
export function culprits(
  entries: readonly Lead[],
  services: readonly string[],
): { readonly culprits?: readonly string[] } {
  const about = entries.filter((entry) => services.includes(serviceOf(entry)));
  const [found] = about;
  const events = about.filter(({ at }) => at !== null).slice(0, 3);
  const told = events.length === 0 && found ? [found] : events;
  return told.length === 0 ? {} : { culprits: told.map(culprit) };
}

export function culprit({ call, actor, at }: Lead): string {
  if (at === null) return note`found by a look at every account`;
  const when = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  return actor === null ? note`${call}, ${when}` : note`${call} by ${actor}, ${when}`;
}
