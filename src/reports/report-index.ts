import type { Language, Text } from './language.ts';
import { headings } from './render/words.ts';
import type { Report, Topic } from './report.ts';
import { TOPICS } from './report.ts';
import { TOPIC_WORDS } from './topic-words.ts';

const WORDS = {
  title: { en: 'All reports', ja: 'レポート一覧' },
  about: {
    en: 'Made from the reports themselves. `metsuke report show NAME` prints one with its SQL.',
    ja: 'レポートの定義から自動生成しています。`metsuke report show NAME` で SQL を含む詳細を表示します。',
  },
  other: { en: '*[日本語](ja/report-index.md)*', ja: '*[English](../report-index.md)*' },
  columns: { en: 'Columns', ja: '列' },
} as const;

/** The page of the documentation that lists every report, by topic. */
export function makeIndex(reports: readonly Report[], language: Language): string {
  const chapters = TOPICS.flatMap((topic) => chapterOf(topic, reports, language));
  return [`# ${WORDS.title[language]}`, '', WORDS.other[language], '', WORDS.about[language], '', ...chapters].join(
    '\n',
  );
}

function chapterOf(topic: Topic, reports: readonly Report[], language: Language): readonly string[] {
  const own = reports.filter((report) => report.topic === topic);
  if (own.length === 0) return [];
  return [`## ${TOPIC_WORDS[topic][language]}`, '', ...own.flatMap((report) => entryOf(report, language))];
}

function entryOf(report: Report, language: Language): readonly string[] {
  const facts = [
    report.severity,
    ...(report.cis === undefined ? [] : [`CIS ${report.cis}`]),
    report.tables.join(', '),
    ...Object.keys(report.parameters ?? {}).map((name) => `\`--set ${name}=\``),
  ];
  return [
    `### \`${report.id}\` ${report.title[language]}`,
    '',
    withFacts(report.question, facts.join(' · '))[language],
    '',
    `${WORDS.columns[language]}: ${headings(report, language).join(language === 'ja' ? '、' : ', ')}`,
    '',
  ];
}

function withFacts({ en, ja }: Text, facts: string): Text {
  return { en: `${en} (${facts})`, ja: `${ja}（${facts}）` };
}
