import { at, textAt } from './json-reading.ts';
import type { Words } from './words/words.ts';

/** Who made a call that CloudTrail recorded, for a person. Null when the record does not say. */
export function describeActor(detail: unknown, words: Words): string | null {
  const who = nameOf(at(detail, 'userIdentity'), words);
  const address = textAt(detail, 'sourceIPAddress');
  // Calls that AWS makes on somebody's behalf come from a service's name, which says nothing about where they sit.
  const from = address === undefined || address.endsWith('.amazonaws.com') ? null : words.actor.from(address);
  const known = [who, from].filter((part) => part !== null);
  return known.length === 0 ? null : known.join(words.language === 'ja' ? '、' : ', ');
}

function nameOf(identity: unknown, words: Words): string | null {
  const name = textAt(identity, 'userName');
  const issuer = textAt(identity, 'sessionContext', 'sessionIssuer', 'userName');
  switch (textAt(identity, 'type')) {
    case 'Root':
      return words.actor.root();
    case 'AssumedRole':
      return words.actor.role(issuer ?? lastPart(textAt(identity, 'arn')) ?? '?', sessionOf(identity));
    case 'IAMUser':
      return words.actor.user(name ?? '?');
    case 'AWSService':
      return words.actor.service(textAt(identity, 'invokedBy') ?? '?');
    default:
      return name ?? lastPart(textAt(identity, 'arn')) ?? lastPart(textAt(identity, 'principalId')) ?? null;
  }
}

/** `AROA…:alice` → `alice`: with IAM Identity Center, the person. */
function sessionOf(identity: unknown): string | undefined {
  return textAt(identity, 'principalId')?.split(':')[1];
}

function lastPart(text: string | undefined): string | undefined {
  return text?.split(/[/:]/).at(-1);
}
