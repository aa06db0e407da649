import { cis3, cis5 } from './cis.ts';
import type { Framework } from './framework.ts';
import { pciDss } from './pci-dss.ts';
import { UNMAPPED } from './unmapped.ts';

export const FRAMEWORKS: readonly Framework[] = [cis5, cis3, pciDss, ...UNMAPPED];
