import { type Disturbance, isPlace, type RecordingPart } from '../domain/disturbance.ts';
import { textAt } from './json-reading.ts';
import type { Notification } from './notification.ts';

/** Calls after which what records may record no longer. */
const CALLS: Readonly<Record<string, readonly [RecordingPart, readonly string[]]>> = {
  'cloudtrail.amazonaws.com': ['trail', ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors']],
  'config.amazonaws.com': [
    'recorder',
    [
      'StopConfigurationRecorder',
      'DeleteConfigurationRecorder',
      'PutConfigurationRecorder',
      'DeleteDeliveryChannel',
      'PutDeliveryChannel',
    ],
  ],
};

/**
 * Null: it disturbed nothing that records. Whose trail or recorder it was is not asked here: whoever reads the entry asks
 * the account itself.
 */
export function disturbanceOf(raw: unknown, notification: Notification): Disturbance | null {
  if (notification.isRefused) return null;
  const [part, calls] = CALLS[textAt(raw, 'detail', 'eventSource') ?? ''] ?? [];
  const name = textAt(raw, 'detail', 'eventName') ?? '';
  if (part === undefined || !calls?.includes(name)) return null;
  const { accountId: account, region, type: call, actor, at } = notification;
  return isPlace({ account, region }) ? { part, account, region, call, actor, at } : null;
}
