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

/** The partition of the table that holds the entries; each is one item, by account, region and part. */
export const DISTURBED = 'disturbed';

export function disturbanceKey({ account, region, part }: Pick<Disturbance, 'account' | 'region' | 'part'>): string {
  return `${account} ${region} ${part}`;
}
