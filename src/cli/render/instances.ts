import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import type { PlaceFailure } from '../../sessions/find.ts';
import type { Instance } from '../../sessions/instance.ts';
import type { Terminal, View } from '../terminal.ts';
import { causesOf, placesOf } from './causes.ts';
import { renderTable } from './table.ts';
import { paragraph } from './wrap.ts';

const COLUMNS = [
  { title: say`NAME`, priority: 2 },
  { title: say`INSTANCE`, priority: 3 },
  { title: say`ACCOUNT`, priority: 1 },
  { title: say`REGION` },
  { title: say`ADDRESS`, priority: -1 },
  { title: say`AGENT`, priority: 1 },
];

export function renderInstances(instances: readonly Instance[], { view }: Pick<Terminal, 'view'>): string {
  if (instances.length === 0) return say`No running instances.\n`;
  const isReached = ({ agent }: Instance): boolean => agent === 'ONLINE';
  const rows = instances.map((instance) => {
    const { name, id, accountName, region, privateAddress, agent } = instance;
    const cells = [name || '-', id, accountName, region, privateAddress || '-', agent];
    return { cells, paint: isReached(instance) ? undefined : view.style.yellow };
  });
  const count = say`${countOf(rows.length, 'instance')}, ${instances.filter(isReached).length} open to a session`;
  return `${renderTable({ columns: COLUMNS, rows }, view)}\n${count}\n`;
}

/** `web-1 i-0123456789abcdef0 dev ap-northeast-1` */
export function instanceText({ name, id, accountName, region }: Instance): string {
  return `${name || '-'} ${id} ${accountName} ${region}`;
}

/** Places that could not be looked at; the same reason for many is one paragraph. */
export function renderFailures(failures: readonly PlaceFailure[], { style, screen }: View): string {
  const occurrences = failures.map(({ place, reason }) => ({
    what: '',
    account: place.account,
    name: place.accountName,
    region: place.region,
    reason,
  }));
  const lines = causesOf(occurrences).flatMap((cause) => {
    const text = ` ${placesOf(cause)}: ${cause.reason}`;
    return paragraph([{ text: say`not looked at`, paint: style.yellow }, text], { width: screen.width, rest: '  ' });
  });
  return lines.map((line) => `${line}\n`).join('');
}
