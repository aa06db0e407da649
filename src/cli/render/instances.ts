import type { PlaceFailure } from '../../sessions/find.ts';
import type { Instance } from '../../sessions/instance.ts';
import type { Terminal } from '../terminal.ts';
import { countOf } from './text.ts';

const HEAD = ['NAME', 'INSTANCE', 'ACCOUNT', 'REGION', 'ADDRESS', 'AGENT'];

export function renderInstances(instances: readonly Instance[], { style }: Pick<Terminal, 'style'>): string {
  if (instances.length === 0) return 'No running instances.\n';
  const rows = instances.map(({ name, id, accountName, region, privateAddress, agent }) =>
    [name || '-', id, accountName, region, privateAddress || '-', agent].map(printable),
  );
  const widths = HEAD.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const isReached = (row: readonly string[]): boolean => row.at(-1) === 'ONLINE';
  const lines = [style.bold(line(HEAD)), ...rows.map((row) => (isReached(row) ? line(row) : style.yellow(line(row))))];
  return `${lines.join('\n')}\n${countOf(rows.length, 'instance')}, ${rows.filter(isReached).length} open to a session\n`;
}

export function renderFailures(failures: readonly PlaceFailure[], style: Terminal['errStyle']): string {
  return failures
    .map(({ place, reason }) => `${style.yellow('not looked at')} ${place.accountName} ${place.region}: ${reason}\n`)
    .join('');
}

/** Whoever may tag an instance must not steer the terminal. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '·');
}
