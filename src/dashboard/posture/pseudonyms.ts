import { say } from '../../domain/say.ts';
import type { Posture } from './schema.ts';

/** The same posture with people's names hidden: `person 1`, the same for the same person throughout. */
export function withPseudonyms(posture: Posture): Posture {
  if (posture.deployment.state === 'not-read') return posture;
  const known = new Map<string, string>();
  const hide = (actor: string): string => {
    const pseudonym = known.get(actor) ?? say`person ${known.size + 1}`;
    known.set(actor, pseudonym);
    return pseudonym;
  };
  const recordings = posture.deployment.recordings.map((recording) => {
    const { by } = recording;
    return by?.actor ? { ...recording, by: { ...by, actor: hide(by.actor) } } : recording;
  });
  // Sentences may name them too.
  const notices = posture.deployment.notices.map((notice) => ({
    ...notice,
    message: [...known].reduce((text, [actor, pseudonym]) => text.replaceAll(actor, pseudonym), notice.message),
  }));
  return { ...posture, deployment: { ...posture.deployment, recordings, notices } };
}
