import type { Language, Text } from '../language.ts';
import type { Report, Severity } from '../report.ts';

const SEVERITY_WORDS: Readonly<Record<Severity, Text>> = {
  critical: { en: 'Critical', ja: '重大' },
  high: { en: 'High', ja: '高' },
  medium: { en: 'Medium', ja: '中' },
  low: { en: 'Low', ja: '低' },
  info: { en: 'For information', ja: '参考' },
};

export function severityText(severity: Severity, language: Language): string {
  return SEVERITY_WORDS[severity][language];
}

/** Whether a row is something that somebody should look into: an overview counts what happens every day, or counts again. */
export function isOfFindings({ severity, isOverview }: Pick<Report, 'severity' | 'isOverview'>): boolean {
  return severity !== 'info' && isOverview !== true;
}
