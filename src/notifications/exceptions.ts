import { localDate } from '../domain/local-time.ts';
import type { RuleException } from '../domain/rule-exception.ts';

/** A Config rule that does not count in some accounts until a day. */
export interface SilencedRule {
  readonly rule: string;
  /** The last day. */
  readonly expires: string;
  readonly accountIds: readonly string[];
}

/** CloudFormation's limit for the value of a parameter, and Parameter Store's for a standard one. */
export const EXCEPTION_TEXT_LIMIT = 4_096;

/**
 * As texts of at most 4,096 characters: `rule 2027-03-31 1k2j3,…`, a line for each exception. Account ids in base 36:
 * 8 characters instead of 12, since a unit may hold a thousand accounts. A long list continues in another line.
 */
export function packExceptions(exceptions: readonly RuleException[], limit = EXCEPTION_TEXT_LIMIT): readonly string[] {
  const texts: string[] = [];
  let text = '';
  for (const { rule, expires, accountIds } of exceptions) {
    const start = `${rule} ${expires} `;
    let line = '';
    for (const id of accountIds) {
      const account = Number(id).toString(36);
      const longer = line === '' ? start + account : `${line},${account}`;
      if (line !== '' && text.length + longer.length + 1 > limit) {
        texts.push(`${text}${line}`);
        text = '';
        line = start + account;
      } else {
        line = longer;
      }
    }
    if (line === '') continue;
    if (text.length + line.length + 1 > limit) {
      texts.push(text.trimEnd());
      text = '';
    }
    text += `${line}\n`;
  }
  return [...texts, text.trimEnd()].filter((each) => each !== '');
}

/** The other way round; lines that make no sense are none. */
export function unpackExceptions(texts: readonly string[]): readonly SilencedRule[] {
  return texts
    .flatMap((text) => text.split('\n'))
    .flatMap((line) => {
      const [rule, expires, accounts] = line.trim().split(' ');
      if (!rule || !expires || !accounts) return [];
      const accountIds = accounts.split(',').map((id) => String(Number.parseInt(id, 36)).padStart(12, '0'));
      return [{ rule, expires, accountIds }];
    });
}

/** The last day counts as a whole, in the zone of the readers. */
export function isSilenced(
  { rule, accountId }: { readonly rule: string; readonly accountId: string },
  exceptions: readonly SilencedRule[],
  { now, timeZone }: { readonly now: string; readonly timeZone: string },
): boolean {
  const today = localDate(now, timeZone);
  return exceptions.some(
    (exception) => exception.rule === rule && today <= exception.expires && exception.accountIds.includes(accountId),
  );
}
