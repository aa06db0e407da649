import type { Cell, Posture } from '../posture/schema.ts';
import { BANDS, type Band, bandOf } from './severity.ts';

/** Null: the source was not read, which is another thing than zero. */
export interface Summary {
  readonly violations: Violations | null;
  readonly findings: number | null;
  /** Of IAM Access Analyzer. Absent: it is switched off, as it is by default. */
  readonly access?: number | null;
  readonly accounts: { readonly governed: number; readonly unhealthy: number } | null;
  readonly pending: number | null;
  readonly recordings: { readonly answered: number; readonly notOn: number } | null;
  readonly exceptions: { readonly inForce: number; readonly ending: number } | null;
  readonly gaps: number | null;
  /** Instances that lack critical patches, whenever they were scanned, and how many were of late. */
  readonly unpatched: { readonly scanned: number; readonly critical: number } | null;
}

export interface Violations {
  readonly total: number;
  /** AWS counts no further than 25 in some place whose resources were not read. */
  readonly isAtLeast: boolean;
  readonly byBand: Readonly<Record<Band, number>>;
  readonly excepted: number;
}

/** An exception that ends within so many days is told. */
export const SOON_DAYS = 30;
/** Where AWS stops counting. */
const CAP = 25;

export function summarize(posture: Posture): Summary {
  const { deployment, findings, evidence } = posture;
  return {
    violations: countViolations(posture),
    findings: findings.state === 'read' ? findings.findings.length : null,
    ...countAccess(posture),
    accounts: countAccounts(posture),
    pending: deployment.state === 'read' ? deployment.pending.length : null,
    recordings: countRecordings(posture),
    exceptions: countExceptions(posture),
    gaps:
      evidence.state === 'read'
        ? evidence.accounts.filter(({ gaps }) => gaps.length > 0).length + evidence.withoutLogs.length
        : null,
    unpatched: countUnpatched(posture),
  };
}

function countAccess({ access }: Posture): Pick<Summary, 'access'> {
  if (access.state === 'read') return { access: access.findings.length };
  return access.isOff ? {} : { access: null };
}

/** What a scan did not find may have come since. */
const SCAN_DAYS = 30;

/** That no scan is known, or an old one, is no good news. */
function countUnpatched({ fleet, at }: Posture): Summary['unpatched'] {
  if (fleet.state === 'not-read') return null;
  const scans = fleet.instances.flatMap(({ patches }) => (patches === null ? [] : [patches]));
  const since = Date.parse(at) - SCAN_DAYS * 86_400_000;
  const scanned = scans.filter(({ ended }) => Date.parse(ended) >= since).length;
  const critical = scans.filter((one) => one.critical > 0).length;
  return scanned + critical === 0 ? null : { scanned, critical };
}

/** Of a cell whose resources AWS did not count to the end, as many as it counted. */
export function leastOf({ count }: { readonly count: number | null }): number {
  return count ?? CAP;
}

/** Whether a rule has looked at something there. */
export function isEvaluated({ state }: Cell): boolean {
  return state !== 'silent';
}

function countViolations({ compliance }: Posture): Violations | null {
  // Where no rule has looked, nothing is known, which is another thing than zero.
  if (compliance.state === 'not-read' || !compliance.cells.some(isEvaluated)) return null;
  const severity = new Map(compliance.rules.map((rule) => [rule.name, rule.severity]));
  const byBand = Object.fromEntries(BANDS.map((band) => [band, 0])) as Record<Band, number>;
  let [total, excepted, isAtLeast] = [0, 0, false];
  for (const cell of compliance.cells) {
    if (cell.state === 'excepted') excepted += leastOf(cell);
    if (cell.state !== 'non-compliant') continue;
    const count = leastOf(cell);
    total += count;
    byBand[bandOf(severity.get(cell.rule) ?? 0)] += count;
    isAtLeast ||= cell.count === null;
  }
  return { total, isAtLeast, byBand, excepted };
}

function countAccounts({ deployment, accounts }: Posture): Summary['accounts'] {
  if (deployment.state === 'not-read') return null;
  const unhealthy = new Set([
    ...deployment.pending.flatMap((step) => step.accounts),
    ...deployment.deployments.flatMap(({ instances }) =>
      instances.filter(({ health }) => health !== 'current' && health !== 'suspended').map(({ account }) => account),
    ),
  ]);
  const governed = accounts.filter(({ notGoverned }) => notGoverned === null);
  return { governed: governed.length, unhealthy: governed.filter(({ id }) => unhealthy.has(id)).length };
}

/** Of those that could be asked. That nobody answered is nothing that is known. */
function countRecordings({ deployment }: Posture): Summary['recordings'] {
  if (deployment.state === 'not-read') return null;
  const answered = deployment.recordings.filter(({ state }) => state !== 'unknown');
  if (answered.length === 0) return null;
  return { answered: answered.length, notOn: answered.filter(({ state }) => state !== 'on').length };
}

function countExceptions({ exceptions, at }: Posture): Summary['exceptions'] {
  if (exceptions.state === 'not-read') return null;
  const inForce = exceptions.exceptions.filter(({ expires }) => expires >= at.slice(0, 10));
  return {
    inForce: inForce.length,
    ending: inForce.filter(({ expires }) => daysUntil(expires, at) <= SOON_DAYS).length,
  };
}

export function daysUntil(day: string, now: string): number {
  return Math.round((Date.parse(day) - Date.parse(now.slice(0, 10))) / 86_400_000);
}
