import type { Catalogue } from '../domain/say.ts';
import { ACCESS_ANALYZER_JA } from './access-analyzer/words-ja.ts';
import { ACCOUNT_DEFAULTS_JA } from './account-defaults/words-ja.ts';
import { ROOT_ACCESS_JA } from './root-access/words-ja.ts';

/** What capabilities say, in Japanese. */
export const CAPABILITIES_JA: Catalogue = { ...ACCOUNT_DEFAULTS_JA, ...ACCESS_ANALYZER_JA, ...ROOT_ACCESS_JA };
