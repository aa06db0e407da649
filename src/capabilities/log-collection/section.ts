import * as z from 'zod';
import { logGroupRetention, timeOfDay } from '../../config/sections/fields.ts';
import { say } from '../../domain/say.ts';

const logGroupPattern = z
  .string()
  .regex(/^[\w./#*-]{1,512}$/, say`must be the name of a log group, in which * stands for anything`);

export const logCollectionSection = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Collect log groups in every governed account and region.'),
    logGroups: z
      .array(logGroupPattern)
      .min(1)
      .default(['/var/log/*', '/metsuke/*'])
      .describe('Log groups that reach the archive, by name; `*` stands for anything.'),
    method: z
      .enum(['EXPORT', 'FIREHOSE'])
      .default('EXPORT')
      .describe('EXPORT: once a day, the cheaper. FIREHOSE: within minutes, charged per GB.'),
    at: timeOfDay.default('01:00').describe('When the export begins, in the time zone of the notifications.'),
    retentionDays: logGroupRetention
      .default(365)
      .describe(
        'Retention for the log groups of governed accounts that have none. Metsuke does not change one that is set.',
      ),
    neverExpire: z
      .array(logGroupPattern)
      .default([])
      .describe('Log groups that keep their logs for ever on purpose: their retention is left alone.'),
  })
  .prefault({})
  .describe('Logs of instances and applications from CloudWatch Logs into the log archive.');
