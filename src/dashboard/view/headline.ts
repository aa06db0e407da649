import type { Posture } from '../posture/schema.ts';
import { type Advice, unreadSections } from './advice.ts';
import type { Directory } from './directory.ts';
import { type Language, tell } from './words/tell.ts';

/** What is wrong, where, and what comes first, in at most three sentences. */
export function headline(
  posture: Posture,
  advice: readonly Advice[],
  { language, directory }: { readonly language: Language; readonly directory: Directory },
): readonly string[] {
  const bad = advice.filter(({ urgency }) => urgency === 'bad');
  const unread = unreadSections(posture);
  const accounts = new Set(bad.flatMap((one) => one.accounts));
  const where =
    accounts.size === 0 ? tell(language, 'organizationItself') : tell(language, 'accounts', { n: accounts.size });
  const isAllRead = unread.length === 0 && advice.every(({ urgency }) => urgency !== 'unknown');
  const first =
    bad.length > 0
      ? tell(language, 'headBad', { n: bad.length, accounts: where })
      : tell(language, isAllRead ? 'headGood' : 'headRead');
  const names = unread.map((name) => tell(language, name)).join(language === 'ja' ? '、' : ', ');
  return [
    first,
    ...bad.slice(0, 1).map((one) => tell(language, 'headFirst', { what: adviceText(one, { language, directory }) })),
    ...(unread.length > 0 ? [tell(language, 'headUnread', { n: unread.length, names })] : []),
  ];
}

export function adviceText(
  { word, values, accounts }: Advice,
  { language, directory }: { readonly language: Language; readonly directory: Directory },
): string {
  const named = (key: string, text: string | number): string | number => {
    if (key === 'source') return tell(language, text as 'compliance');
    return key === 'part' ? tell(language, text as 'trail') : text;
  };
  const translated = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, named(key, value)]));
  return tell(language, word, { ...translated, where: whereText(accounts, { language, directory }) });
}

/** Up to three names, else how many. */
function whereText(
  accounts: readonly string[],
  { language, directory }: { readonly language: Language; readonly directory: Directory },
): string {
  if (accounts.length > 3) return tell(language, 'accounts', { n: accounts.length });
  return accounts.map((account) => directory.nameOf(account)).join(language === 'ja' ? '、' : ', ');
}
