import { forCsv } from '../../domain/text/media.ts';
import { compare, type FindingRow, type FleetRow, type InstanceRow, type ViolationRow } from './rows.ts';
import type { Word } from './words/en.ts';

/** A column of a list: what it is called, what it sorts by and exports, how wide it is. */
export interface Column<Of> {
  readonly id: string;
  readonly word: Word;
  readonly value: (row: Of) => string | number;
  /** `rem`; the last of a table takes what is left. */
  readonly width: number;
}

const NAME = { id: 'name', word: 'account', value: ({ name }: { name: string }) => name, width: 10 } as const;
const ID = {
  id: 'account',
  word: 'accountId',
  value: ({ account }: { account: string }) => account,
  width: 9.5,
} as const;
const UNIT = { id: 'unit', word: 'unit', value: ({ unit }: { unit: string }) => unit, width: 12 } as const;
const REGION = { id: 'region', word: 'region', value: ({ region }: { region: string }) => region, width: 10 } as const;
const SEVERITY = {
  id: 'severity',
  word: 'severity',
  value: ({ severity }: { severity: number }) => severity,
  width: 7,
} as const;

export const VIOLATION_COLUMNS: readonly Column<ViolationRow>[] = [
  SEVERITY,
  { id: 'rule', word: 'rule', value: ({ rule }) => rule, width: 18 },
  NAME,
  { id: 'resource', word: 'resource', value: resourceOf, width: 22 },
  { id: 'type', word: 'resourceType', value: ({ type }) => type, width: 14 },
  REGION,
  { id: 'state', word: 'state', value: ({ state }) => state, width: 10.5 },
  { id: 'recorded', word: 'recordedAt', value: ({ recordedAt }) => recordedAt, width: 13 },
  UNIT,
  ID,
];

export const FINDING_COLUMNS: readonly Column<FindingRow>[] = [
  SEVERITY,
  { id: 'type', word: 'type', value: ({ type }) => type, width: 21 },
  NAME,
  { id: 'age', word: 'age', value: ({ age }) => age ?? '', width: 6 },
  { id: 'title', word: 'findingTitle', value: ({ title }) => title, width: 24 },
  { id: 'last', word: 'lastSeen', value: ({ lastSeen }) => lastSeen, width: 13 },
  { id: 'first', word: 'firstSeen', value: ({ firstSeen }) => firstSeen, width: 13 },
  { id: 'count', word: 'count', value: ({ count }) => count, width: 5 },
  { id: 'source', word: 'findingSource', value: ({ source }) => source, width: 10 },
  REGION,
  UNIT,
  ID,
];

export const INSTANCE_COLUMNS: readonly Column<InstanceRow>[] = [
  { id: 'health', word: 'health', value: ({ health }) => health, width: 9 },
  { id: 'title', word: 'stackSet', value: ({ title }) => title, width: 14 },
  NAME,
  ID,
  UNIT,
  REGION,
  { id: 'reason', word: 'awsReason', value: ({ reason }) => reason, width: 30 },
];

const patchColumn = (id: 'critical' | 'missing' | 'failed' | 'pendingReboot', word: Word): Column<FleetRow> => ({
  id,
  word,
  value: ({ patches }) => patches?.[id] ?? '',
  width: 8,
});

export const FLEET_COLUMNS: readonly Column<FleetRow>[] = [
  { id: 'instance', word: 'instance', value: ({ id }) => id, width: 13 },
  { id: 'computer', word: 'computer', value: ({ computer }) => computer, width: 13 },
  NAME,
  { id: 'platform', word: 'platform', value: ({ platform }) => platform, width: 12 },
  { id: 'agent', word: 'agent', value: ({ agent }) => agent, width: 8 },
  patchColumn('critical', 'patchesCritical'),
  patchColumn('missing', 'patchesMissing'),
  patchColumn('failed', 'patchesFailed'),
  patchColumn('pendingReboot', 'patchesReboot'),
  { id: 'ended', word: 'scanned', value: ({ patches }) => patches?.ended ?? '', width: 13 },
  { id: 'captured', word: 'reported', value: ({ captured }) => captured, width: 13 },
  REGION,
  UNIT,
  ID,
];

/** Of resources that are not listed stands their number, `(7)` or `(≥25)`: an empty cell would say that there is none. */
function resourceOf({ id, count, isAtLeast }: ViolationRow): string {
  return id || `(${isAtLeast ? '≥' : ''}${count})`;
}

/** `-name` is descending. An unknown column leaves the order as it is. */
export function sortRows<Of>(rows: readonly Of[], columns: readonly Column<Of>[], sort: string | undefined) {
  const column = columns.find(({ id }) => id === sort?.replace(/^-/, ''));
  if (column === undefined) return rows;
  const direction = sort?.startsWith('-') ? -1 : 1;
  // Each value once, not once a comparison.
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort((a, b) => direction * compare(a.value, b.value))
    .map(({ row }) => row);
}

/** For spreadsheets: what begins like a formula is text. */
export function toCsv<Of>(rows: readonly Of[], columns: readonly Column<Of>[]): string {
  const lines = [columns.map(({ id }) => id), ...rows.map((row) => columns.map(({ value }) => String(value(row))))];
  return lines.map((cells) => `${cells.map(forCsv).join(',')}\r\n`).join('');
}

export function toJson<Of>(rows: readonly Of[], columns: readonly Column<Of>[]): string {
  const objects = rows.map((row) => Object.fromEntries(columns.map(({ id, value }) => [id, value(row)])));
  return `${JSON.stringify(objects, null, 2)}\n`;
}
