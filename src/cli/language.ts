import { speak } from '../domain/say.ts';

type Language = 'en' | 'ja';

/** English needs nothing; the other catalogue is loaded for its readers. */
export async function chooseLanguage(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  if (languageOf(argv, environment) === 'ja') speak((await import('../words/ja/catalogue.ts')).JAPANESE);
}

/** What programs read is English, in every locale. */
export function languageOf(argv: readonly string[], environment: NodeJS.ProcessEnv): Language {
  if (argv.includes('--json')) return 'en';
  const { METSUKE_LANG, LC_ALL, LC_MESSAGES, LANG } = environment;
  return localeOf(METSUKE_LANG || LC_ALL || LC_MESSAGES || LANG || '');
}

/** `ja`, `ja_JP.UTF-8`; not `ja_JP.eucJP`, since Metsuke writes UTF-8. */
function localeOf(locale: string): Language {
  const [, charset] = /^ja\b[^.]*(?:\.(.*))?$/i.exec(locale.replace('_', '-')) ?? [null, null];
  if (charset === null) return 'en';
  return charset === undefined || /^utf-?8/i.test(charset) ? 'ja' : 'en';
}
