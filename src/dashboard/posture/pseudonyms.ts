import { say } from '../../domain/say.ts';
import type { Posture } from './schema.ts';

/**
 * The same posture in which those who stopped what records are `person 1`, the same for the same person throughout, in
 * sentences too. Ids of resources, and people whom only a finding of GuardDuty names, stay.
 */
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
  // Sentences may name them too. A longer name may begin with a shorter one.
  const names = [...known].sort(([a], [b]) => b.length - a.length);
  const hideIn = (sentence: string): string =>
    names.reduce((text, [actor, pseudonym]) => text.replaceAll(actor, pseudonym), sentence);
  const notices = posture.deployment.notices.map((notice) => ({ ...notice, message: hideIn(notice.message) }));
  return {
    ...posture,
    deployment: { ...posture.deployment, recordings, notices },
    findings: hideInFindings(posture.findings, hideIn),
  };
}

function hideInFindings(section: Posture['findings'], hideIn: (sentence: string) => string): Posture['findings'] {
  if (section.state === 'not-read') return section;
  const findings = section.findings.map((finding) => ({
    ...finding,
    title: hideIn(finding.title),
    description: hideIn(finding.description),
  }));
  return { ...section, findings };
}
