import type { AccountGap } from '../../archive/gaps.ts';
import { type Basis, type Captured, type ChainVerification, isNothingRead, type TableBasis } from '../basis.ts';
import type { Language } from '../language.ts';
import { accountText, anyReader, type Reader, timeText } from './reader.ts';

/** So many spans of days are told, and so many accounts of each; the rest is counted. JSON has all of them. */
const MOST_SPANS = 20;
const MOST_ACCOUNTS = 10;

export interface BasisLine {
  readonly text: string;
  /** Something was not seen. */
  readonly isWarning: boolean;
}

/** What an answer was made of and what it did not see, a sentence a line. */
export function basisLines(
  basis: Basis,
  language: Language,
  reader: Reader = anyReader(language),
): readonly BasisLine[] {
  const words = WORDS[language];
  const { timeZone } = reader;
  const at = (moment: string): string => momentText(moment, timeZone);
  const { tables, skipped, notOverAt, unrecorded } = basis;
  const read = tables.map((table) => words.table(table)).join(words.comma);
  return [
    plain(words.asked({ ...basis, accounts: basis.accounts?.map((id) => accountText(id, reader)) ?? null })),
    ...(isNothingRead(basis) ? [warning(words.nothing)] : [plain(words.read(read))]),
    ...(notOverAt === null ? [] : [warning(words.notOver(at(notOverAt)))]),
    ...tables.flatMap(({ table, captured }) =>
      captured ? [plain(words.captured(table, { oldest: at(captured.oldest), newest: at(captured.newest) }))] : [],
    ),
    ...gapLines(basis, reader),
    ...lateLines(basis, language),
    ...(unrecorded === undefined ? [] : [warning(words.unrecorded(words.events[unrecorded]))]),
    ...(skipped.length === 0 ? [] : [warning(words.skipped(skipped.length))]),
    ...verifiedLines(basis, language, timeZone),
  ];
}

/** Where somebody reads other clocks than UTC, the time says whose it is. */
function momentText(moment: string, timeZone: string): string {
  return timeZone === 'UTC' ? moment : `${timeText(moment, { timeZone })} (${timeZone})`;
}

/** What a verification found is said as far as it goes: with its time, its end, and where its result is kept. */
function verifiedLines({ gaps, verified, period }: Basis, language: Language, timeZone: string): readonly BasisLine[] {
  const words = WORDS[language];
  if (!verified) return gaps === undefined ? [] : [plain(words.notVerified)];
  const told = { ...verified, at: momentText(verified.at, timeZone), until: momentText(verified.until, timeZone) };
  const line = verified.findings === 0 ? plain(words.verified(told)) : warning(words.verifiedWithFindings(told));
  return verified.until < period.to ? [line, warning(words.verifiedInPart(told))] : [line];
}

function gapLines(basis: Basis, reader: Reader): readonly BasisLine[] {
  const { gaps, period, notOverAt } = basis;
  const words = WORDS[reader.language];
  if (gaps === undefined) return [];
  if (gaps === null) return [warning(words.gapsUnknown)];
  // Of a period whose first day is not over, no day was looked at; where nothing was read, there may be no account.
  const isAnyOver = notOverAt === null || notOverAt.slice(0, 10) > period.from.slice(0, 10);
  if (gaps.length === 0) return isAnyOver && !isNothingRead(basis) ? [plain(words.noGaps)] : [];
  const spans = new Map<string, AccountGap[]>();
  for (const gap of gaps) {
    const key = `${gap.from} ${gap.to} ${gap.kind}`;
    const span = spans.get(key);
    if (span === undefined) spans.set(key, [gap]);
    else span.push(gap);
  }
  const told = [...spans.values()].slice(0, MOST_SPANS).map((span) => spanLine(span, reader));
  return [...told, ...(spans.size > MOST_SPANS ? [warning(words.moreSpans(spans.size - MOST_SPANS))] : [])];
}

function spanLine(gaps: readonly AccountGap[], reader: Reader): BasisLine {
  const [gap] = gaps;
  if (gap === undefined) return plain('');
  const words = WORDS[reader.language];
  const accounts = gaps.slice(0, MOST_ACCOUNTS).map(({ account }) => accountText(account, reader));
  const more = gaps.length > MOST_ACCOUNTS ? [words.more(gaps.length - MOST_ACCOUNTS)] : [];
  return warning(words.gaps(words.gap[gap.kind](gap), [...accounts, ...more].join(words.comma)));
}

function lateLines({ late }: Basis, language: Language): readonly BasisLine[] {
  const words = WORDS[language];
  if (late === undefined) return [];
  return [
    ...(late.events ? [plain(words.late(late.events))] : []),
    ...(late.isUnread ? [warning(words.lateUnread(late.days))] : []),
    ...(late.mayComeUntil === null ? [] : [plain(words.mayCome(late.mayComeUntil))]),
  ];
}

function plain(text: string): BasisLine {
  return { text, isWarning: false };
}

function warning(text: string): BasisLine {
  return { text, isWarning: true };
}

const number = (value: number): string => value.toLocaleString('en-US');
const days = ({ from, to }: AccountGap, until: string): string => (from === to ? from : `${from}${until}${to}`);

const WORDS = {
  en: {
    comma: ', ',
    asked: ({ accounts, regions, engine }: Basis) =>
      `Asked: ${accounts === null ? 'all accounts' : `accounts ${accounts.join(', ')}`}, ${regions === null ? 'all regions' : `regions ${regions.join(', ')}`}, with ${engine}.`,
    table: ({ table, objects, events, copies }: TableBasis) => {
      if (objects === null) return `${table} (the engine does not say how many objects)`;
      if (objects === 0) return `nothing of ${table}`;
      const count = objects === 1 ? '1 object' : `${number(objects)} objects`;
      return `${count} of ${table}${events === null ? '' : ` with ${number(events)} events`}${copies ? `, ${number(copies)} of which were delivered once more and count once` : ''}`;
    },
    read: (tables: string) => `Read: ${tables}.`,
    nothing: 'Nothing was read: there is no log of this period.',
    captured: (table: string, { oldest, newest }: Captured) =>
      oldest === newest
        ? `The state of ${table} was captured at ${newest}.`
        : `The states of ${table} were captured from ${oldest} to ${newest}.`,
    notOver: (now: string) => `The period is not over: what happens after ${now} is missing.`,
    gapsUnknown: 'Nobody could look for days without logs.',
    noGaps: 'Each account has logs or digests of CloudTrail of each day.',
    gaps: (when: string, accounts: string) => `No logs of CloudTrail ${when}: ${accounts}.`,
    moreSpans: (count: number) => `And ${count} more spans of days without logs of CloudTrail.`,
    gap: {
      before: (gap: AccountGap) => `until ${gap.to}, new accounts or logs that are gone`,
      between: (gap: AccountGap) => (gap.from === gap.to ? `on ${gap.from}` : `from ${days(gap, ' to ')}`),
      after: (gap: AccountGap) => `since ${gap.from}`,
      all: (_gap: AccountGap) => 'in the whole period',
    },
    more: (count: number) => `and ${count} more`,
    late: (count: number) =>
      `Delivered more than two days after the period, and included: ${count === 1 ? '1 event' : `${number(count)} events`}.`,
    lateUnread: (days: number) =>
      `Not looked for: events that CloudTrail, which tries for 30 days, delivered more than ${days} days after the period (--late 30d).`,
    mayCome: (day: string) => `CloudTrail may still deliver events of the period until ${day}.`,
    events: { Data: 'data event', NetworkActivity: 'network activity event' },
    unrecorded: (event: string) =>
      `The logs hold no ${event}, which the report asks about: a trail records them only where it is told to.`,
    skipped: (count: number) =>
      `Skipped: ${count === 1 ? '1 object' : `${number(count)} objects`} that could not be read.`,
    notVerified: 'Not verified: whether logs were changed or removed (metsuke evidence verify).',
    verified: ({ at, provenLogs, logs, keptIn }: ChainVerification) =>
      `Verified on ${at}: ${number(provenLogs)} of ${number(logs)} log files in CloudTrail's signed digests are as they were delivered, without a finding. That is what ${keptIn} says.`,
    verifiedWithFindings: ({ at, findings, keptIn }: ChainVerification) =>
      `Verified on ${at}, with ${findings === 1 ? '1 finding' : `${number(findings)} findings`}: logs were changed or removed, or cannot be proven (metsuke evidence verify names them). That is what ${keptIn} says.`,
    verifiedInPart: ({ until }: ChainVerification) => `Not verified: log files that were delivered after ${until}.`,
  },
  ja: {
    comma: '、',
    asked: ({ accounts, regions, engine }: Basis) =>
      `対象: ${accounts === null ? '全アカウント' : `アカウント ${accounts.join('、')}`}、${regions === null ? '全リージョン' : `リージョン ${regions.join('、')}`}（${engine}）。`,
    table: ({ table, objects, events, copies }: TableBasis) => {
      if (objects === null) return `${table}（オブジェクト数は不明）`;
      if (objects === 0) return `${table} はなし`;
      return `${table} のオブジェクト ${number(objects)} 個${events === null ? '' : `（イベント ${number(events)} 件${copies ? `、重複 ${number(copies)} 件は除外` : ''}）`}`;
    },
    read: (tables: string) => `読み取り: ${tables}。`,
    nothing: '読み取ったログはありません。対象期間のログが存在しません。',
    captured: (table: string, { oldest, newest }: Captured) =>
      `${table} の状態の取得日時: ${oldest === newest ? newest : `${oldest} 〜 ${newest}`}。`,
    notOver: (now: string) => `対象期間は終わっていません。${now} より後のことは含まれません。`,
    gapsUnknown: 'ログのない日があるかどうかは調べられませんでした。',
    noGaps: 'すべてのアカウントに、毎日の CloudTrail のログまたはダイジェストがあります。',
    gaps: (when: string, accounts: string) => `CloudTrail のログなし（${when}）: ${accounts}。`,
    moreSpans: (count: number) => `ほかにも CloudTrail のログのない期間が ${count} あります。`,
    gap: {
      before: (gap: AccountGap) => `${gap.to} まで。新しいアカウントか、ログの消失`,
      between: (gap: AccountGap) => days(gap, ' 〜 '),
      after: (gap: AccountGap) => `${gap.from} 以降`,
      all: (_gap: AccountGap) => '全期間',
    },
    more: (count: number) => `ほか ${count} 件`,
    late: (count: number) => `対象期間の 2 日後より遅く配信されたイベント（結果に含む）: ${number(count)} 件。`,
    lateUnread: (days: number) =>
      `対象期間の ${days} 日後より遅く配信されたイベントは調べていません。CloudTrail は 30 日間再試行します（--late 30d）。`,
    mayCome: (day: string) => `対象期間のイベントは ${day} まで配信される可能性があります。`,
    events: { Data: 'データイベント', NetworkActivity: 'ネットワークアクティビティイベント' },
    unrecorded: (event: string) =>
      `このレポートが調べる${event}は、ログに 1 件もありません。証跡は、設定した場合にだけ記録します。`,
    skipped: (count: number) => `読み取れず除外したオブジェクト: ${number(count)} 個。`,
    notVerified: 'ログの改変や削除がないことは未検証です（metsuke evidence verify）。',
    verified: ({ at, provenLogs, logs, keptIn }: ChainVerification) =>
      `${at} に検証済み: CloudTrail の署名付きダイジェストにあるログファイル ${number(logs)} 個のうち ${number(provenLogs)} 個が配信時のままで、問題は見つかっていません（${keptIn} に残された結果）。`,
    verifiedWithFindings: ({ at, findings, keptIn }: ChainVerification) =>
      `${at} の検証で問題が ${number(findings)} 件見つかりました。改変、削除、または証明できないログがあります（内容は metsuke evidence verify。${keptIn} に残された結果）。`,
    verifiedInPart: ({ until }: ChainVerification) => `${until} より後に配信されたログファイルは未検証です。`,
  },
} as const;
