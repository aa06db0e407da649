import type { Catalogue } from '../domain/say.ts';
import { ACCOUNT_DEFAULTS_JA } from './account-defaults/words-ja.ts';

/** What capabilities say, in Japanese. */
export const CAPABILITIES_JA: Catalogue = { ...ACCOUNT_DEFAULTS_JA };
