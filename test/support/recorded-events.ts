import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Real events of CloudTrail, recorded during attack simulations: the public data set of Invictus Incident Response (MIT),
 * 2,900 events in the layout of an archive. They are not part of this repository: tests use them where they are, beside
 * the checkout or where METSUKE_CLOUDTRAIL_SAMPLES says, and tell where they are not.
 */
export const RECORDED_EVENTS =
  process.env['METSUKE_CLOUDTRAIL_SAMPLES'] ?? join('..', 'shared', 'data', 'cloudtrail', 'invictus');

/** Null where they are. */
export const whyNoRecordedEvents = existsSync(join(RECORDED_EVENTS, 'AWSLogs'))
  ? null
  : `there are no recorded events in ${RECORDED_EVENTS}; METSUKE_CLOUDTRAIL_SAMPLES names another folder`;
