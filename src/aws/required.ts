import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';

/**
 * For what AWS always sends although its types call it optional. Whoever answers without it is not AWS, and what is
 * missing must never be taken for "there is none".
 */
export function required<Value>(value: Value | undefined, what: string): Value {
  if (value !== undefined && value !== '') return value;
  throw new MetsukeError('aws-error', say`AWS answered without ${what}.`, {
    hint: say`Check what stands between this machine and AWS: a proxy, or another endpoint.`,
  });
}
