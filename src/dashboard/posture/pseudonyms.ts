import { say } from '../../domain/say.ts';
import { visible } from '../../domain/text/visible.ts';
import type { Plan } from '../../engine/plan/plan.ts';
import type { Posture, SavedPlan } from './schema.ts';

/**
 * The same posture in which those who stopped or changed something are `person 1`, the same for the same person throughout,
 * in sentences too. Ids of resources, and people whom only a finding of GuardDuty names, stay.
 * @param people whom sentences may name besides those who stopped a recording
 */
export function withPseudonyms(given: Posture, people: readonly string[] = []): Posture {
  const persons = new Map<string, string>();
  const known = new Map<string, string>();
  const pseudonymOf = (person: string): string => {
    const pseudonym = persons.get(person) ?? say`person ${persons.size + 1}`;
    persons.set(person, pseudonym);
    return pseudonym;
  };
  const hide = (actor: string): string => {
    const pseudonym = pseudonymOf(personIn(actor));
    known.set(actor, pseudonym);
    return pseudonym;
  };
  const posture = hideInWordsOfAws(given, pseudonymOf);
  const { deployment } = posture;
  const recordings =
    deployment.state === 'not-read'
      ? []
      : deployment.recordings.map((recording) => {
          const { by } = recording;
          return by?.actor ? { ...recording, by: { ...by, actor: hide(by.actor) } } : recording;
        });
  for (const person of people) hide(person);
  const hideIn = hidingIn(known);
  const named = new Map<string, string>();
  const activity = hideInActivity(posture.activity, (name) => {
    named.set(name, hide(name));
    return named.get(name) ?? '';
  });
  return {
    ...posture,
    deployment:
      deployment.state === 'not-read'
        ? deployment
        : { ...deployment, recordings, notices: hideInNotices(deployment.notices, hideIn) },
    plan: hideInPlan(posture.plan, hideIn),
    findings: hideInFindings(posture.findings, (sentence) => hideNames(hideIn(sentence), named)),
    activity,
  };
}

/** How notifications call people, in the language of the organization: `hanako with role Admin, from 203.0.113.10`. */
const NAMED = [
  /^(.+) with role .+?(?:, from \S+)?$/,
  /^IAM user (.+?)(?:, from \S+)?$/,
  /^(.+)（ロール .+）(?:、接続元 \S+)?$/,
  /^IAM ユーザー (.+?)(?:、接続元 \S+)?$/,
];

/** One who is named in several ways is one. */
function personIn(actor: string): string {
  return NAMED.flatMap((pattern) => pattern.exec(actor)?.[1] ?? [])[0] ?? actor;
}

/** The last part of an ARN is the user, or the session that a person is named by; of `AROA…:hanako`, what follows. */
const LAST_PART = /^(.*[/:])([^/:]+)$/s;
/** The root user, services and instances have no name to hide. */
const NOBODY = /^$|:root$|\.amazonaws\.com$|[/:]i-[0-9a-f]{8,}$/;

/** `User: arn:aws:sts::111111111111:assumed-role/Admin/hanako is not authorized …`, of whoever runs Metsuke too. */
const NAMING_ARN = /arn:[\w-]+:(?:iam|sts)::\d*:(?:user|assumed-role|federated-user)\/[\w+=,.@/-]*[\w+=@-]/g;
const SENTENCES: ReadonlySet<string> = new Set(['reason', 'message', 'hint', 'detail', 'title', 'description']);

function hideInWordsOfAws(posture: Posture, hide: (name: string) => string): Posture {
  return JSON.parse(JSON.stringify(posture), (key, value: unknown) =>
    typeof value === 'string' && SENTENCES.has(key)
      ? value.replaceAll(NAMING_ARN, (arn) => hideLastPart(arn, hide))
      : value,
  );
}

function hideLastPart(actor: string, hide: (name: string) => string): string {
  if (NOBODY.test(actor)) return actor;
  const [, path = '', name = actor] = LAST_PART.exec(actor) ?? [];
  return `${path}${hide(name)}`;
}

function hideInActivity(section: Posture['activity'], hide: (name: string) => string): Posture['activity'] {
  if (section.state === 'not-read') return section;
  return { ...section, deeds: section.deeds.map((deed) => ({ ...deed, actor: hideLastPart(deed.actor, hide) })) };
}

/** `config:StopConfigurationRecorder by alice, 2026-11-29 04:00 UTC`: what `culprit` wrote, within other sentences too. */
const CULPRIT = / by (.+?), \d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC/g;

/** Whom the sentences of a saved plan name. */
export function peopleIn({ steps, findings }: Plan): readonly string[] {
  const sentences: unknown[] = [
    ...findings.map(({ message }) => message),
    ...steps.flatMap((step) => [
      ...('culprits' in step ? (step.culprits ?? []) : []),
      ...('targets' in step ? step.targets.flatMap((target) => ('culprits' in target ? target.culprits : [])) : []),
    ]),
  ];
  const names = sentences.flatMap((sentence) => [...String(sentence).matchAll(CULPRIT)].map(([, name = '']) => name));
  return [...new Set(names)];
}

type Hide = (sentence: string) => string;

/** A longer name may begin with a shorter one; a sentence writes what is hidden in a name as numbers. */
function hidingIn(known: ReadonlyMap<string, string>): Hide {
  const names = [...known]
    .flatMap(([actor, pseudonym]) => [...new Set([actor, visible(actor)])].map((name) => ({ name, pseudonym })))
    .sort((a, b) => b.name.length - a.name.length);
  return (sentence) => names.reduce((text, { name, pseudonym }) => text.replaceAll(name, pseudonym), sentence);
}

/** Names of users and sessions are short: only whole words are theirs. */
function hideNames(sentence: string, named: ReadonlyMap<string, string>): string {
  return sentence.replaceAll(/[\p{L}\p{N}_+=.@-]+/gu, (word) => {
    const bare = word.replace(/\.$/, '');
    const pseudonym = named.get(bare);
    return pseudonym === undefined ? word : `${pseudonym}${word.slice(bare.length)}`;
  });
}

function hideInNotices<Of extends { readonly message: string }>(notices: readonly Of[], hideIn: Hide): Of[] {
  return notices.map((notice) => ({ ...notice, message: hideIn(notice.message) }));
}

function hideInPlan(section: Posture['plan'], hideIn: Hide): Posture['plan'] {
  if (section.state === 'not-read') return section;
  const steps = section.steps.map((step): SavedPlan['steps'][number] => ({
    ...step,
    why: step.why === null ? null : hideIn(step.why),
    places: step.places.map((place) => ({ ...place, detail: place.detail === null ? null : hideIn(place.detail) })),
    losses: step.losses.map(hideIn),
  }));
  return { ...section, steps, notices: hideInNotices(section.notices, hideIn) };
}

function hideInFindings(section: Posture['findings'], hideIn: Hide): Posture['findings'] {
  if (section.state === 'not-read') return section;
  const findings = section.findings.map((finding) => ({
    ...finding,
    title: hideIn(finding.title),
    description: hideIn(finding.description),
  }));
  return { ...section, findings };
}
