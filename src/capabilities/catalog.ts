import { accessAnalyzer } from './access-analyzer/capability.ts';
import { accountDefaults } from './account-defaults/capability.ts';
import type { Capability } from './capability.ts';
import { rootAccess } from './root-access/capability.ts';

/** Every capability that is a folder of its own. Its section of metsuke.yaml is named in `sections.ts`. */
export const CAPABILITIES: readonly Capability[] = [accountDefaults, accessAnalyzer, rootAccess];
