import type { Catalogue } from '../../domain/say.ts';
import { ARCHIVE } from './archive.ts';
import { AWS } from './aws.ts';
import { CONFIG } from './config.ts';
import { COUNTS } from './counts.ts';
import { DESCRIPTIONS } from './descriptions.ts';
import { ENGINE } from './engine.ts';
import { EVIDENCE } from './evidence.ts';
import { FILES } from './files.ts';

/** Everything that the command line says, in Japanese: one file an area. */
export const JAPANESE: Catalogue = {
  ...ARCHIVE,
  ...AWS,
  ...CONFIG,
  ...COUNTS,
  ...DESCRIPTIONS,
  ...ENGINE,
  ...EVIDENCE,
  ...FILES,
};
