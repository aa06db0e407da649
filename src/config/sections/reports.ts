import { z } from 'zod';
import { region } from './fields.ts';

export const reportsSection = z
  .strictObject({
    athena: z
      .strictObject({
        enabled: z
          .boolean()
          .default(false)
          .describe(
            'Make the work group, the tables and the reports in Athena of the log account. Queries are charged by what they read.',
          ),
        scanLimitGigabytes: z
          .int()
          .min(1)
          .max(7_000_000)
          .default(100)
          .describe('A query that would read more is stopped. A hundred gigabytes cost half a dollar.'),
        resultDays: z.int().min(1).max(3_650).default(30).describe('Days until the result of a query is deleted.'),
        firstDay: z.iso
          .date('must be a date, such as "2026-01-31"')
          .default('2024-01-01')
          .describe('The first day that logs are looked for.'),
        regions: z
          .array(region)
          .default([])
          .describe('Regions beside the governed ones and those that every account has, if accounts opted into them.'),
      })
      .prefault({})
      .describe('Reports in Amazon Athena, for archives that one machine is too small for.'),
  })
  .prefault({})
  .describe('Reports over the log archive.');
