import * as z from 'zod';
import { resourceType } from './fields.ts';

export const configRecorderSection = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Record configurations in every governed account and region.'),
    frequency: z
      .enum(['CONTINUOUS', 'DAILY'])
      .default('CONTINUOUS')
      .describe(
        'CONTINUOUS records every change as it happens; DAILY one state a day of what changed, at four times the price of a configuration item.',
      ),
    frequencyExceptions: z
      .array(resourceType)
      .default([])
      .describe(
        'Resource types recorded at the other frequency: DAILY pays for types that change more than four times a day.',
      ),
    excludedResourceTypes: z.array(resourceType).default([]).describe('Resource types that are not recorded.'),
    snapshotFrequency: z
      .enum(['One_Hour', 'Three_Hours', 'Six_Hours', 'Twelve_Hours', 'TwentyFour_Hours'])
      .default('TwentyFour_Hours')
      .describe('How often a snapshot of all recorded configurations is delivered to the archive.'),
  })
  .prefault({})
  .describe('The AWS Config recorder and its delivery channel into the log archive.');
