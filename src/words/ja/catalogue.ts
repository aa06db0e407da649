import { CAPABILITIES_JA } from '../../capabilities/words-ja.ts';
import type { Catalogue } from '../../domain/say.ts';
import { ACCESS } from './access.ts';
import { ARCHIVE } from './archive.ts';
import { AWS } from './aws.ts';
import { CLI } from './cli.ts';
import { COMMANDS } from './commands.ts';
import { CONFIG } from './config.ts';
import { COUNTS } from './counts.ts';
import { DASHBOARD } from './dashboard.ts';
import { DEEP } from './deep.ts';
import { DESCRIPTIONS } from './descriptions.ts';
import { DOCTOR } from './doctor.ts';
import { ENGINE } from './engine.ts';
import { EVIDENCE } from './evidence.ts';
import { FAILURES } from './failures.ts';
import { FILES } from './files.ts';
import { HELP } from './help.ts';
import { NAMES } from './names.ts';
import { RENDER } from './render.ts';
import { REPORTS } from './reports.ts';
import { RESULTS } from './results.ts';
import { SOURCES } from './sources.ts';

/** Everything that the command line says, in Japanese: one file an area. */
export const JAPANESE: Catalogue = {
  ...ACCESS,
  ...ARCHIVE,
  ...AWS,
  ...CAPABILITIES_JA,
  ...CLI,
  ...COMMANDS,
  ...CONFIG,
  ...COUNTS,
  ...DASHBOARD,
  ...DEEP,
  ...DESCRIPTIONS,
  ...DOCTOR,
  ...ENGINE,
  ...EVIDENCE,
  ...FAILURES,
  ...FILES,
  ...HELP,
  ...NAMES,
  ...RENDER,
  ...REPORTS,
  ...RESULTS,
  ...SOURCES,
};
