import { refuseNewer } from './newer-format.ts';

/** Of each account the newest day of delivery with a sign of life of its trail, as the last compactions found it. */
export interface NewestLogs {
  readonly format: typeof FORMAT;
  /** The newest day of all: `2026-11-25`. */
  readonly through: string;
  /** Null: the archive has a folder of the account, and nothing in it of the days that were looked at. */
  readonly accounts: Readonly<Record<string, string | null>>;
}

const FORMAT = 1;

/** Beside the manifests of the days: one small object, whatever the size of the archive. */
export const NEWEST_LOGS_KEY = 'curated-manifest/newest-logs.json';

/** Null: no account has any. */
export function makeNewestLogs(accounts: ReadonlyMap<string, string | null>): NewestLogs | null {
  const through = [...accounts.values()].reduce((latest, day) => later(latest, day), null);
  if (through === null) return null;
  const sorted = [...accounts].sort(([a], [b]) => (a < b ? -1 : 1));
  return { format: FORMAT, through, accounts: Object.fromEntries(sorted) };
}

/** A run over old days takes nothing back. */
export function mergeNewestLogs(before: NewestLogs, found: NewestLogs): NewestLogs {
  const accounts = new Map(Object.entries(before.accounts));
  for (const [account, day] of Object.entries(found.accounts))
    accounts.set(account, later(accounts.get(account) ?? null, day));
  return makeNewestLogs(accounts) ?? found;
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? b : a;
}

export function formatNewestLogs(newest: NewestLogs): string {
  return `${JSON.stringify(newest, null, 1)}\n`;
}

/** Undefined for what no compaction has written; throws for what a newer version has. */
export function parseNewestLogs(text: string): NewestLogs | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { format, through, accounts } = (content ?? {}) as Partial<Record<keyof NewestLogs, unknown>>;
  refuseNewer(NEWEST_LOGS_KEY, format, FORMAT);
  if (format !== FORMAT || !isDay(through) || typeof accounts !== 'object' || accounts === null) return undefined;
  const isSound = Object.entries(accounts).every(([id, day]) => /^\d{12}$/.test(id) && (day === null || isDay(day)));
  return isSound ? { format: FORMAT, through, accounts: accounts as NewestLogs['accounts'] } : undefined;
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}
