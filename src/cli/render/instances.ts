import type { PlaceFailure } from '../../sessions/find.ts';
import type { Instance } from '../../sessions/instance.ts';
import type { Terminal } from '../terminal.ts';
import { renderTable } from './table.ts';
import { countOf } from './text.ts';

const COLUMNS = [
  { title: 'NAME', priority: 2 },
  { title: 'INSTANCE', priority: 3 },
  { title: 'ACCOUNT', priority: 1 },
  { title: 'REGION' },
  { title: 'ADDRESS', priority: -1 },
  { title: 'AGENT', priority: 1 },
];

export function renderInstances(instances: readonly Instance[], { view }: Pick<Terminal, 'view'>): string {
  if (instances.length === 0) return 'No running instances.\n';
  const isReached = ({ agent }: Instance): boolean => agent === 'ONLINE';
  const rows = instances.map((instance) => {
    const { name, id, accountName, region, privateAddress, agent } = instance;
    const cells = [name || '-', id, accountName, region, privateAddress || '-', agent];
    return { cells, paint: isReached(instance) ? undefined : view.style.yellow };
  });
  const count = `${countOf(rows.length, 'instance')}, ${instances.filter(isReached).length} open to a session`;
  return `${renderTable({ columns: COLUMNS, rows }, view)}\n${count}\n`;
}

export function renderFailures(failures: readonly PlaceFailure[], style: Terminal['errStyle']): string {
  return failures
    .map(({ place, reason }) => `${style.yellow('not looked at')} ${place.accountName} ${place.region}: ${reason}\n`)
    .join('');
}
