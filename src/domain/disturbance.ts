/** What of ours records what happens. */
export type RecordingPart = 'trail' | 'recorder';

/** Somebody's call on what records: an entry in the table of the audit account, until the next apply has looked there. */
export interface Disturbance {
  readonly part: RecordingPart;
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** `config:StopConfigurationRecorder` */
  readonly call: string;
  /** Who made it, in words; null when the event does not say. */
  readonly actor: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/** As it is kept in the table. */
export function disturbanceText({ part, account, region, call, actor, at }: Disturbance): string {
  return JSON.stringify({ account, region, part, call, actor, at });
}

/** Null: no entry that the formatter could have written; it may have been put there to mislead. */
export function readDisturbance(text: string | undefined): Disturbance | null {
  try {
    const { part, account, region, call, actor, at } = JSON.parse(text ?? '{}') as Record<string, unknown>;
    if (part !== 'trail' && part !== 'recorder') return null;
    const place = { account: String(account), region: String(region), at: String(at) };
    if (!isPlace(place) || Number.isNaN(Date.parse(place.at))) return null;
    return { part, ...place, call: String(call), actor: typeof actor === 'string' ? actor : null };
  } catch {
    return null;
  }
}

/** Whether account and region can be those of an account: other accounts write the events that they come from. */
export function isPlace({ account, region }: Pick<Disturbance, 'account' | 'region'>): boolean {
  return /^\d{12}$/.test(account) && /^[a-z]{2,}(-[a-z]+)+-\d$/.test(region);
}

/** The partition of the table that holds the entries; each is one item, by account, region and part. */
export const DISTURBED = 'disturbed';

export function disturbanceKey({ account, region, part }: Pick<Disturbance, 'account' | 'region' | 'part'>): string {
  return `${account} ${region} ${part}`;
}
