import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';

/** How many of so many. */
export type Share = (total: number) => number;

/** `5` or `10%`, as Systems Manager writes it; a percentage is rounded up. */
export function parseShare(text: string, option: string, least: 0 | 1): Share {
  const [, digits = '', percent] = /^(\d{1,7})(%?)$/.exec(text) ?? [];
  const number = Number(digits);
  if (digits !== '' && number >= least && (percent === '' || number <= 100)) {
    return percent === '' ? () => number : (total) => Math.ceil((total * number) / 100);
  }
  throw new MetsukeError('usage', say`${option} ${text} is no number of instances.`, {
    hint: say`Write a number from ${least} or a percentage: ${option} 10%.`,
  });
}
