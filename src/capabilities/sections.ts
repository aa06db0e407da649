import { accessAnalyzerSection } from './access-analyzer/section.ts';
import { accountDefaultsSection } from './account-defaults/section.ts';
import { guardDutySection } from './guard-duty/section.ts';
import { inventorySection } from './inventory/section.ts';
import { logCollectionSection } from './log-collection/section.ts';
import { machineImagesSection } from './machine-images/section.ts';
import { patchingSection } from './patching/section.ts';
import { rootAccessSection } from './root-access/section.ts';
import { sessionsSection } from './sessions/section.ts';

/** The parts of metsuke.yaml that capabilities bring. */
export const CAPABILITY_SECTIONS = {
  logCollection: logCollectionSection,
  guardDuty: guardDutySection,
  machineImages: machineImagesSection,
  sessions: sessionsSection,
  inventory: inventorySection,
  patching: patchingSection,
  accountDefaults: accountDefaultsSection,
  accessAnalyzer: accessAnalyzerSection,
  rootAccess: rootAccessSection,
} as const;
