import { say } from '../../domain/say.ts';
import { Untranslatable } from './rule.ts';

/** A regular expression for the addresses of a network of IPv4, `10.32.0.0/11`, as they are written in a log. */
export function addressesOf(cidr: string): string {
  const [, address = '', length = ''] = /^((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$/.exec(cidr) ?? [];
  const octets = address.split('.').map(Number);
  const bits = Number(length);
  if (address === '' || bits > 32 || octets.some((octet) => octet > 255)) {
    throw new Untranslatable(say`${cidr} is no network of IPv4`);
  }
  const parts = octets.map((octet, index) => partOf(octet, Math.min(8, Math.max(0, bits - 8 * index))));
  return `^${parts.join('\\.')}$`;
}

/** The numbers whose first bits are those of this one. */
function partOf(octet: number, bits: number): string {
  if (bits === 8) return String(octet);
  if (bits === 0) return '\\d{1,3}';
  const size = 2 ** (8 - bits);
  const first = octet - (octet % size);
  return `(${Array.from({ length: size }, (_, index) => first + index).join('|')})`;
}
