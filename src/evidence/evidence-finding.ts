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
  'log-missing': 'CloudTrail delivered this log file; it was deleted since. Its events are not in the archive.',
  'log-changed': 'The log file is not what CloudTrail delivered. Trust nothing in it.',
  'log-unlisted': 'No digest names this log file: it was put there by somebody else, or moved.',
  'digest-missing': 'A digest was deleted. The log files of its hour cannot be proven.',
  'digest-overdue':
    'CloudTrail delivers a digest every hour, and this one should be here: it was deleted, or validation was switched off.',
  'digest-unreadable': 'The digest was damaged or replaced. The log files of its hour cannot be proven.',
  'digest-unsigned': 'The digest carries no signature: whoever wrote it last was not CloudTrail.',
  'digest-signature-wrong': 'The signature does not fit: the digest, its place or its signature was changed.',
  'digest-key-unknown': 'The digest was signed with a key that CloudTrail did not have then: somebody else signed it.',
  'digest-moved': 'The digest says that it belongs elsewhere: it was moved or copied here.',
  'digest-unlinked': 'The chain goes past this digest: it was put there later.',
  'chain-broken': 'The digest before it is not the one that CloudTrail wrote: one of the two was replaced.',
  'no-digests': 'There are log files and no digest at all: nothing proves them.',
};
