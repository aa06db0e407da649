import { note } from '../domain/say.ts';
import type { Hole } from './chain.ts';
import { type Coverage, whyUnlisted } from './coverage.ts';
import type { Ledger, Unnamed } from './ledger.ts';
import type { Recorder, Tally } from './place-result.ts';
import type { Span } from './span.ts';
import { parseDigestKey } from './trail-keys.ts';

export interface Ending {
  readonly recorder: Recorder;
  readonly tally: Tally;
  readonly ledger: Ledger;
  readonly context: {
    readonly bucket: string | null;
    readonly span: Span;
    readonly asOf: string;
    readonly expiredBefore: string | null;
  };
}

const INSERTED = { why: 'inserted' } as const;

/** CloudTrail delivers a digest an hour, empty or not, and needs some time for it. */
const OVERDUE_MS = 2 * 3_600_000;

/** What can only be told when a whole place has been seen: unlisted files, holes, and how its chains begin and end. */
export function conclude(ending: Ending): void {
  const { tally, recorder } = ending;
  const coverage: Coverage = { from: tally.from, to: tally.to, holes: tally.holes };
  const inHole = new Map<Hole, number>();
  const notYet: Unnamed[] = [];
  const older: Unnamed[] = [];
  for (const file of ending.ledger.unnamed()) {
    const reason = file.hasLogName ? whyUnlisted(file, coverage) : INSERTED;
    switch (reason.why) {
      case 'inserted':
        recorder.find('log-unlisted', file.key, file.time, nameOf(file));
        break;
      case 'hole':
        inHole.set(reason.hole, (inHole.get(reason.hole) ?? 0) + 1);
        noteIfOff(reason.hole, file, recorder);
        break;
      case 'before-first':
        older.push(file);
        break;
      case 'not-yet':
      case 'no-digests':
        notYet.push(file);
        break;
      default:
        reason satisfies never;
    }
  }
  tellProblems(ending, inHole);
  tellBeginning(ending, older);
  if (tally.digests === 0) tellNoDigests(ending, notYet);
  else tellEnd(ending, notYet);
  tellCopies(ending);
}

function nameOf({ hasLogName }: Unnamed): string {
  return hasLogName ? note`It is in the time that digests cover.` : note`Its name is none that CloudTrail gives.`;
}

function noteIfOff(hole: Hole, file: Unnamed, recorder: Recorder): void {
  if (hole.kind !== 'off') return;
  const message = note`Log files delivered while validation was off, from ${hole.from} to ${hole.to}: no digest proves them.`;
  recorder.note('validation-was-off', file.key, message);
}

function tellProblems({ tally, recorder }: Ending, inHole: ReadonlyMap<Hole, number>): void {
  for (const { kind, key, message } of tally.problems) {
    const count = tally.holes
      .filter((hole) => hole.key === key.key)
      .reduce((sum, hole) => sum + (inHole.get(hole) ?? 0), 0);
    const unproven = count === 0 ? '' : note` Without proof because of it: ${logFiles(count)}.`;
    recorder.find(kind, key.key, key.time, `${message}${unproven}`);
  }
  for (const hole of tally.holes) {
    if (hole.kind !== 'off') continue;
    recorder.note(
      'chain-restarted',
      hole.key,
      note`A new chain begins after ${hole.from}: validation or the trail was off until ${hole.to}.`,
    );
  }
}

function tellBeginning({ tally, recorder, context }: Ending, older: readonly Unnamed[]): void {
  for (const { key, before } of tally.absent) {
    const named = parseDigestKey(before);
    const time = named?.time ?? tally.from ?? context.asOf;
    const isBeyondSpan = context.span.from !== null && time < context.span.from;
    if (isBeyondSpan) continue;
    const expired = context.expiredBefore === null ? older.length === 0 : time < context.expiredBefore;
    if (expired)
      recorder.note(
        'older-digests-absent',
        before,
        note`The archive begins with ${key}; what came before was removed.`,
      );
    else
      recorder.find(
        'digest-missing',
        before,
        time,
        note`${key} says that it came before, and the archive does not have it.`,
      );
  }
  for (const { key } of older) {
    recorder.note('before-first-digest', key, note`Log files older than the first digest: no digest proves them.`);
  }
}

function logFiles(count: number): string {
  return count === 1 ? note`1 log file` : note`${count} log files`;
}

function tellNoDigests({ recorder }: Ending, files: readonly Unnamed[]): void {
  const [first] = files;
  if (first === undefined) return;
  const count = note`${logFiles(files.length)}, this one first; no digest in the archive.`;
  recorder.find('no-digests', first.key, first.time, count);
}

function tellEnd({ tally, recorder, context }: Ending, notYet: readonly Unnamed[]): void {
  const end = tally.to ?? context.asOf;
  const until = context.span.to !== null && context.span.to < context.asOf ? context.span.to : context.asOf;
  const isOverdue = Date.parse(until) - Date.parse(end) > OVERDUE_MS;
  const [first] = notYet;
  if (isOverdue && first) {
    const message = note`${logFiles(notYet.length)} came after the last digest (${end}), this one first, and no digest since.`;
    recorder.find('digest-overdue', first.key, first.time, message);
    return;
  }
  if (isOverdue)
    recorder.note(
      'chain-ended',
      '',
      note`Nothing was delivered after ${end}: the trail was stopped, or the account closed.`,
    );
  for (const { key } of notYet)
    recorder.note('not-yet-covered', key, note`Log files younger than the last digest (${end}).`);
}

function tellCopies({ tally, recorder, context }: Ending): void {
  for (const key of tally.withoutSignature) {
    recorder.note(
      'signature-from-next',
      key,
      note`Digests without metadata: the signature was taken from the digest after each.`,
    );
  }
  for (const bucket of tally.buckets) {
    if (context.bucket === null || bucket === context.bucket) continue;
    recorder.note('copied-from-bucket', '', note`CloudTrail delivered these objects to the bucket ${bucket}.`);
  }
}
