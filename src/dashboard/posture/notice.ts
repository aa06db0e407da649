import type { Finding } from '../../domain/finding.ts';
import { retell } from '../../domain/say.ts';
import type { Deployment } from './schema.ts';

/** One of our own sentences, in the language of its reader. */
export function toNotice({ severity, code, message, hint, command, account }: Finding): Deployment['notices'][number] {
  return {
    severity,
    code,
    message: retell(message),
    hint: hint === undefined ? null : retell(hint),
    command: command ?? null,
    account: account?.id ?? null,
  };
}
