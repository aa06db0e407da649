import * as z from 'zod';
import { BUCKET_ADDRESS } from '../../domain/bucket-address.ts';
import { say } from '../../domain/say.ts';
import { region, timeOfDay } from './fields.ts';

export const reportsSection = z
  .strictObject({
    athena: z
      .strictObject({
        enabled: z
          .boolean()
          .default(false)
          .describe(
            'Make the work group, the tables and the reports in Athena of the log account. AWS charges queries by the bytes that they read.',
          ),
        scanLimitGigabytes: z
          .int()
          .min(1)
          .max(7_000_000)
          .default(100)
          .describe('A query that would read more is stopped. A hundred gigabytes cost half a dollar.'),
        resultDays: z.int().min(1).max(3_650).default(30).describe('Days until the result of a query is deleted.'),
        firstDay: z.iso
          .date(say`must be a date, such as "2026-01-31"`)
          .default('2024-01-01')
          .describe('The first day of logs that the tables cover.'),
        schedule: z
          .strictObject({
            every: z.enum(['OFF', 'DAILY', 'WEEKLY']).default('OFF').describe('How often; WEEKLY is on Monday.'),
            at: timeOfDay.default('06:00').describe('Time of day, in the time zone of the notifications.'),
          })
          .prefault({})
          .describe('Run every saved report on a schedule. The result bucket keeps the results until they expire.'),
        regions: z
          .array(region)
          .default([])
          .describe('Regions beside the governed ones and those that every account has, if accounts opted into them.'),
      })
      .prefault({})
      .describe('Reports in Amazon Athena, for archives that one machine is too small for.'),
    curated: z
      .string()
      .regex(BUCKET_ADDRESS, say`must be a bucket, as "s3://example-curated" or "s3://example-curated/logs"`)
      .optional()
      .describe(
        'A bucket of your own in which `metsuke archive compact` keeps its Parquet files and from which reports read them: s3://example-curated, or a prefix in it. Metsuke reads and writes it in the same way as the log archive.',
      )
      .meta({ examples: ['s3://example-curated'] }),
    curatedOwner: z
      .string()
      .regex(/^\d{12}$/, say`must be the 12 digits of an account, in quotes`)
      .optional()
      .describe(
        'The account that owns the bucket of `curated`, by its id. Absent: the log account. A bucket of that name in any other account is neither read nor written.',
      )
      .meta({ examples: ['444444444444'] }),
  })
  .prefault({})
  .describe('Reports over the log archive.');
