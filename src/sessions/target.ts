import { MetsukeError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import { isAccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import { wildcard } from '../domain/text/wildcard.ts';
import type { Instance } from './instance.ts';

/** What a person wrote to say which instances are meant. */
export type Target =
  | { readonly by: 'instance'; readonly id: string }
  | { readonly by: 'account'; readonly id: AccountId }
  | { readonly by: 'tag'; readonly key: string; readonly value: string }
  | { readonly by: 'name'; readonly pattern: string };

/** `i-…` and `mi-…` are ids, twelve digits an account, `key=value` a tag; anything else is a name, `*` for anything. */
export function parseTarget(text: string): Target {
  if (/^m?i-[0-9a-f]{8,17}$/.test(text)) return { by: 'instance', id: text };
  if (isAccountId(text)) return { by: 'account', id: text };
  const at = text.indexOf('=');
  if (at > 0) return { by: 'tag', key: text.slice(0, at), value: text.slice(at + 1) };
  if (at === 0 || text.trim() === '') {
    throw new MetsukeError('usage', say`"${text}" names no instance.`, {
      hint: say`Write a name, an instance id, an account id or a tag: Environment=production.`,
    });
  }
  return { by: 'name', pattern: text };
}

export function isMeant(instance: Instance, target: Target): boolean {
  switch (target.by) {
    case 'instance':
      return instance.id === target.id;
    case 'account':
      return instance.account === target.id;
    case 'tag':
      return matches(instance.tags[target.key], target.value);
    case 'name':
      return matches(instance.name, target.pattern);
    default:
      return target satisfies never;
  }
}

function matches(text: string | undefined, pattern: string): boolean {
  if (text === undefined) return false;
  return wildcard(pattern).test(text);
}
