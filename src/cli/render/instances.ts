import type { PlaceFailure } from '../../sessions/find.ts';
import type { Instance } from '../../sessions/instance.ts';
import type { Terminal } from '../terminal.ts';
import { alignRows, countOf, printable } from './text.ts';

const HEAD = ['NAME', 'INSTANCE', 'ACCOUNT', 'REGION', 'ADDRESS', 'AGENT'];

export function renderInstances(instances: readonly Instance[], { style }: Pick<Terminal, 'style'>): string {
  if (instances.length === 0) return 'No running instances.\n';
  const rows = instances.map(({ name, id, accountName, region, privateAddress, agent }) =>
    [name || '-', id, accountName, region, privateAddress || '-', agent].map(printable),
  );
  const isReached = (row: readonly string[]): boolean => row.at(-1) === 'ONLINE';
  const [head = '', ...aligned] = alignRows([HEAD, ...rows]);
  const lines = rows.map((row, at) => (isReached(row) ? (aligned[at] ?? '') : style.yellow(aligned[at] ?? '')));
  return `${[style.bold(head), ...lines].join('\n')}\n${countOf(rows.length, 'instance')}, ${rows.filter(isReached).length} open to a session\n`;
}

export function renderFailures(failures: readonly PlaceFailure[], style: Terminal['errStyle']): string {
  return failures
    .map(({ place, reason }) => `${style.yellow('not looked at')} ${place.accountName} ${place.region}: ${reason}\n`)
    .join('');
}
