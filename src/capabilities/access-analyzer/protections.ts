import type { Config } from '../../config/schema.ts';
import type { NamedService } from '../../guardrails/named.ts';

/** Nobody deletes an analyzer or archives what it found: what is meant to be is an archive rule in metsuke.yaml. */
export function analyzerProtections({ accessAnalyzer }: Config): readonly NamedService[] {
  if (!accessAnalyzer.enabled) return [];
  return [
    {
      service: 'access-analyzer',
      types: ['AWS::AccessAnalyzer::Analyzer'],
      allowed: ['*Preview', '*Recommendation', 'Get*', 'List*', 'StartResourceScan'],
    },
  ];
}
