import { type Disturbance, serviceOf } from '../../domain/disturbance.ts';
import { note } from '../../domain/say.ts';

/** Who called the services of what was changed, the latest first; a long list says no more than its beginning. */
export function culprits(
  entries: readonly Disturbance[],
  services: readonly string[],
): { readonly culprits?: readonly string[] } {
  const told = entries.filter((entry) => services.includes(serviceOf(entry))).slice(0, 3);
  return told.length === 0 ? {} : { culprits: told.map(culprit) };
}

export function culprit({ call, actor, at }: Disturbance): string {
  const when = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  return actor === null ? note`${call}, ${when}` : note`${call} by ${actor}, ${when}`;
}
