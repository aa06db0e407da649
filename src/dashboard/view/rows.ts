import type { Fleet, Posture } from '../posture/schema.ts';
import type { Directory } from './directory.ts';
import type { Place } from './place.ts';
import { FLOOR } from './severity.ts';
import { leastOf } from './summary.ts';

/** What every row of a list has, so that one filter fits all of them. */
export interface Row {
  readonly account: string;
  readonly name: string;
  readonly unit: string;
  readonly region: string;
  readonly rule?: string;
  readonly severity?: number;
  /** Whatever is searched, in small letters; rows of one cell share it. */
  readonly text: string;
  /** Of a resource, which is searched besides. */
  readonly type?: string;
  readonly id?: string;
}

export interface ViolationRow extends Row {
  readonly rule: string;
  readonly severity: number;
  readonly state: 'non-compliant' | 'excepted';
  readonly type: string;
  /** Empty: resources that are not listed. */
  readonly id: string;
  /** Resources that the row stands for. */
  readonly count: number;
  /** There are more, since AWS does not count them to the end. */
  readonly isAtLeast: boolean;
  readonly recordedAt: string;
}

export interface FindingRow extends Row {
  readonly id: string;
  readonly source: 'GuardDuty' | 'Access Analyzer';
  /** Whole days since it was first seen; null: not known. */
  readonly age: number | null;
  readonly severity: number;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly resourceType: string;
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export interface InstanceRow extends Row {
  readonly title: string;
  readonly stackSet: string;
  readonly health: string;
  readonly reason: string;
}

export interface FleetRow extends Row {
  readonly id: string;
  readonly computer: string;
  readonly platform: string;
  readonly agent: string;
  readonly captured: string;
  /** Null: not scanned. */
  readonly patches: Fleet['instances'][number]['patches'];
}

/** Those that lack critical patches first, then those of which nothing is known. */
export function fleetRows({ fleet }: Posture, directory: Directory): readonly FleetRow[] {
  if (fleet.state === 'not-read') return [];
  const rank = ({ patches }: Pick<FleetRow, 'patches'>): number =>
    patches === null ? 0.5 : patches.critical * 1_000 + patches.missing + patches.failed + patches.pendingReboot;
  return fleet.instances
    .map(({ account, region, instance, computer, platform, agent, captured, patches }): FleetRow => {
      const at = placed(account, region, directory);
      const text = `${at.text} ${instance} ${computer} ${platform} ${agent}`.toLowerCase();
      return { ...at, id: instance, computer, platform, agent, captured, patches, text };
    })
    .sort((a, b) => rank(b) - rank(a) || compare(a.name, b.name) || compare(a.id, b.id));
}

/** The worst first. Cells are sorted, not the many resources in them. */
export function violationRows({ compliance }: Posture, directory: Directory): readonly ViolationRow[] {
  if (compliance.state === 'not-read') return [];
  const severities = new Map(compliance.rules.map(({ name, severity }) => [name, severity]));
  const broken = compliance.cells
    .filter(({ state }) => state === 'non-compliant' || state === 'excepted')
    .map((cell) => ({ cell, severity: severities.get(cell.rule) ?? 0, name: directory.nameOf(cell.account) }))
    .sort((a, b) => b.severity - a.severity || compare(a.cell.rule, b.cell.rule) || compare(a.name, b.name));
  const rows: ViolationRow[] = [];
  for (const { cell, severity } of broken) {
    const { rule, account, region, resources } = cell;
    const state = cell.state === 'excepted' ? 'excepted' : 'non-compliant';
    const { name, unit, text: place } = placed(account, region, directory);
    const text = `${place} ${rule}`.toLowerCase();
    const shared = { account, name, unit, region, rule, severity, state, text } as const;
    if (resources === null) {
      const [count, isAtLeast] = [leastOf(cell), cell.count === null];
      rows.push({ ...shared, type: '', id: '', recordedAt: '', count, isAtLeast });
    }
    for (const { type, id, recordedAt } of resources ?? []) {
      rows.push({ ...shared, type, id, recordedAt: recordedAt ?? '', count: 1, isAtLeast: false });
    }
  }
  return rows;
}

/** The severest first, of whichever source. */
export function findingRows(posture: Posture, directory: Directory): readonly FindingRow[] {
  return [...threats(posture), ...accesses(posture)]
    .map((finding): FindingRow => {
      const at = placed(finding.account, finding.region, directory);
      const { source, type, title, resourceType } = finding;
      const text = `${at.text} ${source} ${type} ${title} ${resourceType}`.toLowerCase();
      return { ...finding, ...at, text, age: daysBetween(finding.firstSeen, posture.at) };
    })
    .sort((a, b) => b.severity - a.severity || compare(b.lastSeen, a.lastSeen));
}

type Found = Omit<FindingRow, 'age' | 'name' | 'unit' | 'text'>;

function threats({ findings }: Posture): readonly Found[] {
  if (findings.state === 'not-read') return [];
  return findings.findings.map((finding) => ({ ...finding, source: 'GuardDuty' as const }));
}

/** Its account stands beside it. */
const ACCOUNT_OF_ARN = /^arn(?::[^:]*){4}:/;

/** Whom what lets in, in no language. */
function accesses({ access }: Posture): readonly Found[] {
  if (access.state === 'not-read') return [];
  return access.findings.map(({ resource, principals, actions, error, ...finding }) => ({
    ...finding,
    source: 'Access Analyzer' as const,
    title: [resource.replace(ACCOUNT_OF_ARN, ''), principals.join(', ')].filter((text) => text !== '').join(' ← '),
    description: [resource, error, actions.join(', ')].filter((text) => text).join(' · '),
    count: 1,
  }));
}

function daysBetween(from: string, to: string): number | null {
  const days = Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return Number.isNaN(days) ? null : Math.max(0, days);
}

const UNHEALTHY_FIRST = ['failed', 'inoperable', 'outdated', 'running', 'suspended', 'current'];

export function instanceRows({ deployment }: Posture, directory: Directory): readonly InstanceRow[] {
  if (deployment.state === 'not-read') return [];
  const rank = (health: string): number => UNHEALTHY_FIRST.indexOf(health);
  return deployment.deployments
    .flatMap(({ title, name: stackSet, instances }) =>
      instances.map(({ account, region, health, reason }): InstanceRow => {
        const at = placed(account, region, directory);
        const text = `${at.text} ${title} ${stackSet} ${health} ${reason ?? ''}`.toLowerCase();
        return { ...at, title, stackSet, health, reason: reason ?? '', text };
      }),
    )
    .sort((a, b) => rank(a.health) - rank(b.health) || compare(a.title, b.title) || compare(a.name, b.name));
}

export function placed(account: string, region: string, directory: Directory) {
  const [name, unit] = [directory.nameOf(account), directory.unitOf(account)];
  return { account, name, unit, region, text: `${account} ${name} ${unit} ${region}` };
}

/** By code: a hundred thousand rows in the order of a language would take seconds. */
export function compare(a: string | number, b: string | number): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

export type Filter = Pick<Place, 'account' | 'unit' | 'rule' | 'severity' | 'q'>;

/** All words of a search must be there. What a row does not have is no reason to leave it out. */
export function filterRows<Of extends Row>(rows: readonly Of[], filter: Filter): readonly Of[] {
  const { account, unit, rule } = filter;
  const words = wordsOf(filter.q);
  const floor = filter.severity === undefined ? undefined : FLOOR[filter.severity];
  if (!account && !unit && !rule && floor === undefined && words.length === 0) return rows;
  const isFound = makeSearch(words);
  return rows.filter(
    (row) =>
      (!account || row.account === account) &&
      (!unit || isBelow(row.unit, unit)) &&
      (!rule || row.rule === undefined || row.rule === rule) &&
      (floor === undefined || row.severity === undefined || row.severity >= floor) &&
      isFound(row),
  );
}

/** Of a search, in small letters. */
export function wordsOf(q: string | undefined): readonly string[] {
  return (q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Whether a unit is another one or below it. */
export function isBelow(path: string, unit: string): boolean {
  return path === unit || path.startsWith(`${unit}/`);
}

/** Rows of one cell follow each other: what they share is searched once. */
function makeSearch(words: readonly string[]): (row: Row) => boolean {
  let [text, missing] = ['', words];
  return (row) => {
    if (words.length === 0) return true;
    if (row.text !== text) {
      text = row.text;
      missing = words.filter((word) => !row.text.includes(word));
    }
    if (missing.length === 0) return true;
    const { type = '', id = '' } = row;
    return missing.every((word) => id.toLowerCase().includes(word) || lower(type).includes(word));
  };
}

const LOWER = new Map<string, string>();

/** A hundred types stand in a hundred thousand rows. */
function lower(text: string): string {
  const known = LOWER.get(text);
  if (known !== undefined) return known;
  const made = text.toLowerCase();
  LOWER.set(text, made);
  return made;
}
