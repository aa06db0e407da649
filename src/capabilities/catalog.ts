import { accessAnalyzer } from './access-analyzer/capability.ts';
import { accountDefaults } from './account-defaults/capability.ts';
import { athenaReports } from './athena-reports/capability.ts';
import type { Capability } from './capability.ts';
import { guardDuty } from './guard-duty/capability.ts';
import { inventory } from './inventory/capability.ts';
import { logCollection } from './log-collection/capability.ts';
import { machineImages } from './machine-images/capability.ts';
import { patching } from './patching/capability.ts';
import { rootAccess } from './root-access/capability.ts';
import { sessions } from './sessions/capability.ts';

/** Every capability that is a folder of its own. Its section of metsuke.yaml is named in `sections.ts`. */
export const CAPABILITIES: readonly Capability[] = [
  logCollection,
  guardDuty,
  machineImages,
  athenaReports,
  sessions,
  inventory,
  patching,
  accountDefaults,
  accessAnalyzer,
  rootAccess,
];
