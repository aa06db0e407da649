import { accountDefaultsSection } from './account-defaults/section.ts';

/** The parts of metsuke.yaml that capabilities bring. */
export const CAPABILITY_SECTIONS = {
  accountDefaults: accountDefaultsSection,
} as const;
