import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { Charges } from '../query/charged.ts';
import { confirmCost } from './confirm.ts';
import type { Terminal } from './terminal.ts';

export interface CostOptions {
  /** Dollars that are spent without a question. */
  readonly maxUsd?: string;
  readonly yes?: boolean;
}

export const DEFAULT_MAX_USD = '1';

/** Says what queries cost at most, and asks when that is more than the limit; says what they did cost. */
export function makeCharges({ maxUsd = DEFAULT_MAX_USD, yes = false }: CostOptions, terminal: Terminal): Charges {
  const limit = parseDollars(maxUsd);
  const tell = (text: string): void => terminal.err(`${terminal.errStyle.dim(text)}\n`);
  return {
    async agree({ bytes, cost }) {
      tell(say`At most ${bytesText(bytes)} will be read, for ${dollars(cost)}.`);
      if (yes || cost <= limit || (await confirmCost(terminal, dollars(cost)))) return;
      throw new MetsukeError('not-confirmed', say`Nothing was run.`, {
        hint: say`Ask for a shorter time or fewer accounts.`,
      });
    },
    tell: ({ bytes, cost }) => tell(say`${bytesText(bytes)} were read, for ${dollars(cost)}.`),
  };
}

function parseDollars(text: string): number {
  const limit = Number(text);
  if (text.trim() !== '' && Number.isFinite(limit) && limit >= 0) return limit;
  throw new MetsukeError('usage', say`--max-usd ${text} is no amount of dollars.`, {
    hint: say`Write --max-usd 2.50.`,
  });
}

/** `$0.00005`: what is small has two digits that count. */
function dollars(amount: number): string {
  return `$${amount >= 1 || amount === 0 ? amount.toFixed(2) : Number(amount.toPrecision(2)).toFixed(amount < 0.01 ? 5 : 2)}`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Multiples of 1,024, as AWS charges them. */
function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  const amount = bytes / 1024 ** power;
  return `${power === 0 ? amount : amount.toFixed(1)} ${UNITS[power]}`;
}
