import { accessAnalyzerSection } from './access-analyzer/section.ts';
import { accountDefaultsSection } from './account-defaults/section.ts';

/** The parts of metsuke.yaml that capabilities bring. */
export const CAPABILITY_SECTIONS = {
  accountDefaults: accountDefaultsSection,
  accessAnalyzer: accessAnalyzerSection,
} as const;
