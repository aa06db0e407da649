import { type Disturbance, isPlace, isWatched } from '../domain/disturbance.ts';
import { textAt } from './json-reading.ts';
import type { Notification } from './notification.ts';

/**
 * Null: it changed nothing that Metsuke deploys, or no service of AWS says so. Whose resource it was is not asked here: the next plan asks
 * CloudFormation in that account and region.
 */
export function disturbanceOf(raw: unknown, notification: Notification): Disturbance | null {
  if (notification.isRefused || notification.source === 'Other') return null;
  const [service = ''] = (textAt(raw, 'detail', 'eventSource') ?? '').split('.');
  const { accountId: account, region, actor, at } = notification;
  const entry = { account, region, call: `${service}:${textAt(raw, 'detail', 'eventName')}`, actor, at };
  return isPlace(entry) && isWatched(entry) ? entry : null;
}
