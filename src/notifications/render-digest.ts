import { localDate, localTime } from '../domain/local-time.ts';
import { subjectOf } from './ascii.ts';
import type { DigestLine } from './digest.ts';
import { fairShare } from './digest.ts';
import type { Mail } from './render-mail.ts';
import { accountText, severityText } from './render-mail.ts';
import { unlinked } from './unlinked.ts';
import type { DigestReason, Words } from './words/words.ts';

/** A mail of SNS is at most 256 KB, and nobody reads more than this. */
const LINES = 100;

/** Repeated first: people know of those. */
const REASONS: readonly DigestReason[] = ['repeated', 'crowded', 'quiet', 'refused', 'minor'];

export interface DigestTelling {
  readonly words: Words;
  readonly timeZone: string;
  /** ISO 8601. */
  readonly now: string;
  /** By account id; those that nobody knows are missing. */
  readonly names: ReadonlyMap<string, string>;
}

/** Null when there is nothing to tell. */
export function renderDigest(lines: readonly DigestLine[], telling: DigestTelling): Mail | null {
  const counted = lines.filter(({ count }) => count > 0);
  if (counted.length === 0) return null;
  const { words, timeZone, now } = telling;
  const total = countOf(counted);
  const shown = fairShare(counted, LINES);
  const hidden = counted.filter((line) => !shown.includes(line));
  const yesterday = new Date(Date.parse(now) - 86_400_000).toISOString();
  return {
    subject: subjectOf(words.digest.subject(localDate(now, timeZone), total)),
    body: [
      words.digest.opening(localTime(yesterday, timeZone).slice(0, 16), total),
      '',
      ...REASONS.flatMap((reason) => renderReason(reason, shown, telling)),
      ...(hidden.length > 0 ? [`  ${words.digest.more(hidden.length, countOf(hidden))}`, ''] : []),
      ...words.digest.closing,
    ].join('\n'),
  };
}

/** Accounts whose names the digest shows. */
export function accountsIn(lines: readonly DigestLine[]): readonly string[] {
  const counted = lines.filter(({ count }) => count > 0);
  return [...new Set(fairShare(counted, LINES).map(({ accountId }) => accountId))];
}

function renderReason(reason: DigestReason, lines: readonly DigestLine[], telling: DigestTelling): readonly string[] {
  const mine = lines.filter((line) => line.reason === reason);
  if (mine.length === 0) return [];
  return [`${telling.words.digest.reasons[reason]}:`, ...mine.flatMap((line) => renderLine(line, telling)), ''];
}

function renderLine(line: DigestLine, { words, names, timeZone }: DigestTelling): readonly string[] {
  const account = accountText(names.get(line.accountId) ?? null, line.accountId);
  const last = `${words.labels.when}: ${localTime(line.last, timeZone).slice(0, 16)}`;
  const facts = [unlinked(line.resource), last].filter((fact) => fact !== '').join(' · ');
  return [
    `  ${severityText(line.severity)}  ${words.digest.times(line.count)}  ${unlinked(account)}: ${unlinked(line.what)}`,
    `       ${facts}`,
  ];
}

function countOf(lines: readonly DigestLine[]): number {
  return lines.reduce((sum, { count }) => sum + count, 0);
}
