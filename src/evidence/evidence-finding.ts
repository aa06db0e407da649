import { note } from '../domain/say.ts';
/** What is wrong with an object, told apart as far as it can be. Any one of them ends `metsuke evidence verify` with 1. */
export type FindingKind =
  | 'log-missing'
  | 'log-changed'
  | 'log-unlisted'
  | 'digest-missing'
  | 'digest-overdue'
  | 'digest-unreadable'
  | 'digest-unsigned'
  | 'digest-signature-wrong'
  | 'digest-key-unknown'
  | 'digest-moved'
  | 'digest-unlinked'
  | 'chain-broken'
  | 'no-digests';

/** What is legal, and worth knowing when somebody asks for proof. */
export type NoteKind =
  | 'chain-restarted'
  | 'chain-ended'
  | 'older-digests-absent'
  | 'expired'
  | 'validation-was-off'
  | 'before-first-digest'
  | 'not-yet-covered'
  | 'signature-from-next'
  | 'copied-from-bucket'
  | 'foreign-object';

export interface EvidenceFinding {
  readonly kind: FindingKind;
  /** The object that it is about, whether it exists or not. */
  readonly key: string;
  readonly account: string;
  readonly region: string;
  /** ISO 8601: delivery of a log file, end of a digest's hour. */
  readonly time: string;
  readonly message: string;
}

/** Notes of one kind are counted, with the first keys as examples: there may be very many. */
export interface EvidenceNote {
  readonly kind: NoteKind;
  readonly account: string;
  readonly region: string;
  readonly message: string;
  readonly count: number;
  readonly keys: readonly string[];
}

/** For people who never heard of a digest: what a finding means for what the log is worth. */
export const MEANING: { readonly [K in FindingKind]: string } = {
  'log-missing': note`CloudTrail delivered this log file; it was deleted since. Its events are not in the archive.`,
  'log-changed': note`The log file is not what CloudTrail delivered. Trust nothing in it.`,
  'log-unlisted': note`No digest names this log file: CloudTrail did not put it there, or it was moved.`,
  'digest-missing': note`A digest was deleted. The log files of its hour cannot be proven.`,
  'digest-overdue': note`CloudTrail delivers a digest every hour, and this one should be here: it was deleted, or validation was switched off.`,
  'digest-unreadable': note`The digest was damaged or replaced. The log files of its hour cannot be proven.`,
  'digest-unsigned': note`The digest carries no signature: CloudTrail was not the last to write it.`,
  'digest-signature-wrong': note`The signature does not fit: the digest, its place or its signature was changed.`,
  'digest-key-unknown': note`The digest was signed with a key that CloudTrail did not have then: CloudTrail did not sign it.`,
  'digest-moved': note`The digest says that it belongs elsewhere: it was moved or copied here.`,
  'digest-unlinked': note`The chain goes past this digest: it was put there later.`,
  'chain-broken': note`The digest before it is not the one that CloudTrail wrote: one of the two was replaced.`,
  'no-digests': note`There are log files and no digest at all: nothing proves them.`,
};
