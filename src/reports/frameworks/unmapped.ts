import type { Text } from '../language.ts';
import { type Framework, numbered } from './framework.ts';

/** Frameworks of which no mapping is in this version, whatever AWS has published: each requirement is listed as not mapped. */
function withoutMapping(id: string, title: Text, requirements: readonly string[]): Framework {
  return { id, title, requirements, sources: [], controls: {}, isOfReports: false };
}

export const UNMAPPED: readonly Framework[] = [
  withoutMapping(
    'soc-2',
    { en: 'SOC 2, Trust Services Criteria CC6 to CC8', ja: 'SOC 2（Trust サービス規準 CC6〜CC8）' },
    [...numbered('CC6.', 8), ...numbered('CC7.', 5), 'CC8.1'],
  ),
  withoutMapping('iso-27001', { en: 'ISO/IEC 27001:2022, Annex A', ja: 'ISO/IEC 27001:2022 附属書 A' }, [
    ...numbered('A.5.', 37),
    ...numbered('A.6.', 8),
    ...numbered('A.7.', 14),
    ...numbered('A.8.', 34),
  ]),
  withoutMapping('fisc', { en: 'FISC safety measures (Japan)', ja: 'FISC 安全対策基準' }, []),
  withoutMapping('ismap', { en: 'ISMAP control standards (Japan)', ja: 'ISMAP 管理基準' }, []),
  withoutMapping('j-sox', { en: 'J-SOX, IT general controls (Japan)', ja: 'J-SOX IT 全般統制' }, []),
];
