import { accessAnalyzerSection } from './access-analyzer/section.ts';
import { accountDefaultsSection } from './account-defaults/section.ts';
import { rootAccessSection } from './root-access/section.ts';

/** The parts of metsuke.yaml that capabilities bring. */
export const CAPABILITY_SECTIONS = {
  accountDefaults: accountDefaultsSection,
  accessAnalyzer: accessAnalyzerSection,
  rootAccess: rootAccessSection,
} as const;
