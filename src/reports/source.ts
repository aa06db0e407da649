import type { Text } from './language.ts';

/** Where the logs are, for people: the name of a place, else the log account. */
export function sourceText(name: string | undefined, logAccount: string): Text {
  if (name !== undefined) return { en: name, ja: name };
  return { en: `the log account ${logAccount}`, ja: `ログアカウント ${logAccount}` };
}
