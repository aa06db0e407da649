import { note } from '../domain/say.ts';
import type { Digest } from './digest.ts';
import { signingText } from './digest.ts';
import type { FindingKind } from './evidence-finding.ts';
import { isSignedBy, type PublicKey } from './public-keys.ts';
import { type DigestKey, parseDigestKey } from './trail-keys.ts';

/** A digest file as it lies in the archive, with the key that it says it was signed with. */
export interface StoredDigest {
  readonly key: DigestKey;
  /** Null: its content is no digest. */
  readonly digest: Digest | null;
  /** Hex SHA-256 of the inflated content. */
  readonly hash: string;
  /** From the object's metadata. */
  readonly signature: string | null;
  /** The copy has lost all metadata, as `aws s3 sync` loses it: the next digest repeats the signature. */
  readonly mayLackSignature: boolean;
  /** Why it cannot be read at all, in words that follow its key. */
  readonly unreadable?: string;
  /** Null: CloudTrail had no such key then. */
  readonly publicKey: PublicKey | null;
}

export interface Problem {
  readonly kind: FindingKind;
  readonly key: DigestKey;
  readonly message: string;
}

/** A stretch of time whose log files no digest proves: by a fault, or because validation was off. */
export interface Hole {
  readonly kind: 'fault' | 'off';
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** The fault, or the digest that begins the new chain. */
  readonly key: string;
}

/** What is known of a digest when the one after it has been seen too. */
export interface Judgement {
  readonly stored: StoredDigest;
  /** What it lists can be relied on. */
  readonly isProven: boolean;
  readonly signatureFromNext: boolean;
  readonly problems: readonly Problem[];
  readonly holes: readonly Hole[];
  /** The digest that it says came before, when nothing older is left in this chain. */
  readonly absentBefore: string | null;
}

/** One trail × account × region, or its backfill. Digests come in the order of their time. */
export interface Chain {
  /** Judges the digest that came before; null for the first. */
  push(stored: StoredDigest): Judgement | null;
  /** Judges the last one. */
  end(): Judgement | null;
}

interface Link {
  readonly stored: StoredDigest;
  readonly signature: string | null;
  readonly isProven: boolean;
}

/** How many digests back a digest that somebody added can hide its predecessor: far more than an hour's worth. */
const REMEMBERED = 64;

export function makeChain(): Chain {
  const judged = new Map<string, Link>();
  let last: Link | null = null;
  let pending: StoredDigest | null = null;
  const settle = (stored: StoredDigest, next: StoredDigest | null): Judgement => {
    const { judgement, link } = judge(stored, { next, last, judged });
    last = link;
    judged.set(stored.key.key, link);
    const [oldest] = judged.keys();
    if (judged.size > REMEMBERED && oldest !== undefined) judged.delete(oldest);
    return judgement;
  };
  return {
    push(stored) {
      const judgement = pending && settle(pending, stored);
      pending = stored;
      return judgement;
    },
    end() {
      const judgement = pending && settle(pending, null);
      pending = null;
      return judgement;
    },
  };
}

interface Around {
  readonly next: StoredDigest | null;
  readonly last: Link | null;
  readonly judged: ReadonlyMap<string, Link>;
}

function judge(stored: StoredDigest, around: Around): { readonly judgement: Judgement; readonly link: Link } {
  const { signature, fromNext } = signatureOf(stored, around.next);
  const own = problemOf(stored, signature);
  const isProven = own === null;
  const before = isProven && stored.digest ? linkOf(stored.key, stored.digest, around) : NOTHING_BEFORE;
  const holes = own ? [holeOf(stored, around.last)] : before.holes;
  const judgement: Judgement = {
    stored,
    isProven,
    signatureFromNext: isProven && fromNext,
    problems: own ? [own] : before.problems,
    holes,
    absentBefore: before.absentBefore,
  };
  return { judgement, link: { stored, signature, isProven } };
}

function signatureOf(stored: StoredDigest, next: StoredDigest | null) {
  if (stored.signature !== null || !stored.mayLackSignature) return { signature: stored.signature, fromNext: false };
  const repeats = next?.digest?.previousDigestS3Object === stored.key.key;
  return { signature: (repeats && next.digest?.previousDigestSignature) || null, fromNext: true };
}

/** What is wrong with the digest by itself. */
function problemOf(
  { key, digest, hash, publicKey, unreadable }: StoredDigest,
  signature: string | null,
): Problem | null {
  const problem = (kind: FindingKind, message: string): Problem => ({ kind, key, message });
  if (unreadable !== undefined) return problem('digest-unreadable', note`It ${unreadable}.`);
  if (digest === null) return problem('digest-unreadable', note`The file is no gzipped digest.`);
  if (digest.digestS3Object !== key.key) {
    return problem('digest-moved', note`The digest says that its place is ${digest.digestS3Object}.`);
  }
  if (signature === null)
    return problem('digest-unsigned', note`No signature is kept with it, and no later digest repeats it.`);
  if (publicKey === null) {
    const fingerprint = digest.digestPublicKeyFingerprint;
    return problem('digest-key-unknown', note`CloudTrail had no key ${fingerprint} in ${key.region} then.`);
  }
  if (isSignedBy(publicKey, signingText(digest, hash), signature)) return null;
  return problem(
    'digest-signature-wrong',
    note`The signature is not that of key ${publicKey.fingerprint} for this content.`,
  );
}

interface Before {
  readonly problems: readonly Problem[];
  readonly holes: readonly Hole[];
  readonly absentBefore: string | null;
}

const NOTHING_BEFORE: Before = { problems: [], holes: [], absentBefore: null };

/** How a sound digest hangs on the one before it. */
function linkOf(key: DigestKey, digest: Digest, { last, judged }: Around): Before {
  const previous = digest.previousDigestS3Object;
  if (last === null) return { ...NOTHING_BEFORE, absentBefore: previous ?? null };
  const from = endOf(last.stored);
  const hole = { from, to: digest.digestStartTime };
  // A chain that begins anew says so itself, under its signature: nobody can pretend that.
  if (!previous) return { ...NOTHING_BEFORE, holes: [{ kind: 'off', ...hole, key: key.key }] };
  const before = judged.get(previous);
  if (before) return compare(key, digest, before, last);
  const named = parseDigestKey(previous);
  const [first = last] = judged.values();
  const others = named === null || named.time <= last.stored.key.time ? unlinked(last) : [];
  if (named === null || named.time < first.stored.key.time) return { ...NOTHING_BEFORE, problems: others };
  const message = note`${key.key} says that it came before, and the archive does not have it.`;
  return {
    ...NOTHING_BEFORE,
    problems: [...others, { kind: 'digest-missing', key: named, message }],
    holes: [{ kind: 'fault', ...hole, key: named.key }],
  };
}

function compare(key: DigestKey, digest: Digest, before: Link, last: Link): Before {
  const problems = before === last ? [] : unlinked(last);
  if (!before.isProven) return { ...NOTHING_BEFORE, problems };
  const sameHash = !digest.previousDigestHashValue || digest.previousDigestHashValue === before.stored.hash;
  if (sameHash && digest.previousDigestSignature === before.signature) return { ...NOTHING_BEFORE, problems };
  const what = sameHash ? note`another signature` : note`another hash`;
  const message = note`It names ${before.stored.key.key} as the digest before it, with ${what} than that one has.`;
  return { ...NOTHING_BEFORE, problems: [...problems, { kind: 'chain-broken', key, message }] };
}

/** Nothing more to say when it was found out already. */
function unlinked({ stored, isProven }: Link): readonly Problem[] {
  if (!isProven) return [];
  return [
    {
      kind: 'digest-unlinked',
      key: stored.key,
      message: note`The digest after it names another one as its predecessor.`,
    },
  ];
}

function holeOf(stored: StoredDigest, last: Link | null): Hole {
  const to = endOf(stored);
  const hourBefore = new Date(Date.parse(to) - 3_600_000).toISOString();
  return { kind: 'fault', from: last ? endOf(last.stored) : hourBefore, to, key: stored.key.key };
}

/** From the name, which needs no trust: a name that lies lies about which digest is missing. */
function endOf(stored: StoredDigest): string {
  return stored.key.time;
}
