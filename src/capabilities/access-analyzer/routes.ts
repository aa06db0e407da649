import type { Route } from '../../blueprints/notification-routes/route.ts';
import type { Config } from '../../config/schema.ts';

/** The delegated administrator hears of every account. What an archive rule archives at once is told to nobody. */
export function analyzerRoutes({ accessAnalyzer }: Config): readonly Route[] {
  if (!accessAnalyzer.enabled) return [];
  return [
    {
      name: 'Access',
      title: 'Findings of IAM Access Analyzer',
      where: 'audit',
      pattern: {
        source: ['aws.access-analyzer'],
        'detail-type': ['Access Analyzer Finding', 'Unused Access Finding for IAM entities'],
        detail: { status: ['ACTIVE'], isDeleted: [{ 'anything-but': [true] }, { exists: false }] },
      },
    },
  ];
}
