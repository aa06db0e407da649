import { isPlace } from './disturbance.ts';

/** What the route of an account and region sends on a schedule, all the way into the table of the notification hub. */
export interface Heartbeat {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** When it arrived there, ISO 8601. */
  readonly at: string;
}

export const HEARTBEAT_HOURS = 6;

/** The partition of the table that holds them; each place is one item, by account and region. */
export const HEARTBEAT = 'heartbeat';

export function heartbeatKey({ account, region }: Pick<Heartbeat, 'account' | 'region'>): string {
  return `${account} ${region}`;
}

/** Null: nothing that the formatter could have written. */
export function readHeartbeat(key = '', at = ''): Heartbeat | null {
  const [account = '', region = ''] = key.split(' ');
  return isPlace({ account, region }) && !Number.isNaN(Date.parse(at)) ? { account, region, at } : null;
}
