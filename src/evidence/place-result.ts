import type { Hole, Judgement, Problem } from './chain.ts';
import type { EvidenceFinding, EvidenceNote, FindingKind, NoteKind } from './evidence-finding.ts';
import type { Place } from './places.ts';

/** What is known of one account × region below one prefix. */
export interface PlaceResult extends Place {
  readonly trails: readonly string[];
  /** What digests cover, ISO 8601; null without any. */
  readonly from: string | null;
  readonly to: string | null;
  readonly digests: number;
  /** How many of them are backfills. */
  readonly backfills: number;
  /** Those that prove what they list. */
  readonly provenDigests: number;
  /** Log files that the digests list. */
  readonly logs: number;
  /** Those that are there and unchanged. */
  readonly provenLogs: number;
  /** As stored, gzipped. */
  readonly bytes: number;
  readonly findingCount: number;
  /** The first of them, by time. */
  readonly findings: readonly EvidenceFinding[];
  readonly notes: readonly EvidenceNote[];
}

/** Findings and notes of one place. */
export interface Recorder {
  find(kind: FindingKind, key: string, time: string, message: string): void;
  note(kind: NoteKind, key: string, message: string): void;
  readonly findings: () => readonly EvidenceFinding[];
  readonly findingCount: () => number;
  readonly notes: () => readonly EvidenceNote[];
}

/** More of one place than this are only counted: nobody reads them one by one, and memory has to end somewhere. */
const FINDINGS_KEPT = 10_000;
const EXAMPLES_KEPT = 20;

export function makeRecorder({ account, region }: Place): Recorder {
  const findings: EvidenceFinding[] = [];
  const notes = new Map<string, EvidenceNote & { readonly keys: string[] }>();
  let count = 0;
  return {
    find(kind, key, time, message) {
      count += 1;
      if (findings.length < FINDINGS_KEPT) findings.push({ kind, key, account, region, time, message });
    },
    note(kind, key, message) {
      const name = `${kind} ${message}`;
      const known = notes.get(name) ?? { kind, account, region, message, count: 0, keys: [] };
      if (known.keys.length < EXAMPLES_KEPT) known.keys.push(key);
      notes.set(name, { ...known, count: known.count + 1 });
    },
    findings: () => [...findings].sort((a, b) => compare(a.time, b.time) || compare(a.key, b.key)),
    findingCount: () => count,
    notes: () => [...notes.values()].sort((a, b) => compare(a.kind, b.kind) || compare(a.message, b.message)),
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Counts, and what can only be told when the whole place has been seen. */
export interface Tally {
  digests: number;
  backfills: number;
  provenDigests: number;
  logs: number;
  provenLogs: number;
  bytes: number;
  from: string | null;
  to: string | null;
  readonly trails: Set<string>;
  readonly buckets: Set<string>;
  readonly problems: Problem[];
  readonly holes: Hole[];
  readonly withoutSignature: string[];
  /** The oldest digest of a chain, and the one that it says came before. */
  readonly absent: { readonly key: string; readonly before: string }[];
  judged(judgement: Judgement): void;
}

export function makeTally(): Tally {
  const tally: Tally = {
    digests: 0,
    backfills: 0,
    provenDigests: 0,
    logs: 0,
    provenLogs: 0,
    bytes: 0,
    from: null,
    to: null,
    trails: new Set(),
    buckets: new Set(),
    problems: [],
    holes: [],
    withoutSignature: [],
    absent: [],
    judged: (judgement) => addJudgement(tally, judgement),
  };
  return tally;
}

function addJudgement(tally: Tally, judgement: Judgement): void {
  const { stored, isProven, signatureFromNext, problems, holes, absentBefore } = judgement;
  const { key, digest } = stored;
  tally.digests += 1;
  if (key.isBackfill) tally.backfills += 1;
  tally.trails.add(key.trail);
  tally.problems.push(...problems);
  // A chain of backfills begins and ends whenever: its holes are no holes of the log.
  if (!key.isBackfill) tally.holes.push(...holes);
  if (!key.isBackfill) extend(tally, digest?.digestStartTime ?? key.time, key.time);
  if (!isProven || digest === null) return;
  tally.provenDigests += 1;
  tally.buckets.add(digest.digestS3Bucket);
  if (signatureFromNext) tally.withoutSignature.push(key.key);
  if (absentBefore !== null) tally.absent.push({ key: key.key, before: absentBefore });
}

function extend(tally: Tally, from: string, to: string): void {
  if (tally.from === null || from < tally.from) tally.from = from;
  if (tally.to === null || to > tally.to) tally.to = to;
}

export function resultOf(
  place: Place,
  { tally, recorder }: { readonly tally: Tally; readonly recorder: Recorder },
): PlaceResult {
  const { digests, backfills, provenDigests, logs, provenLogs, bytes, from, to } = tally;
  return {
    ...place,
    trails: [...tally.trails].sort(),
    from,
    to,
    digests,
    backfills,
    provenDigests,
    logs,
    provenLogs,
    bytes,
    findingCount: recorder.findingCount(),
    findings: recorder.findings(),
    notes: recorder.notes(),
  };
}
