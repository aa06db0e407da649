import * as z from 'zod';
import { BUCKET_ADDRESS } from '../../domain/bucket-address.ts';
import { say } from '../../domain/say.ts';

export const dashboardSection = z
  .strictObject({
    history: z
      .string()
      .min(1)
      .refine(
        (place) => !/^s3:/i.test(place) || BUCKET_ADDRESS.test(place),
        say`must be a folder, or a bucket as "s3://example-history" or "s3://example-history/metsuke"`,
      )
      .optional()
      .describe(
        'Where `metsuke posture` and `metsuke dashboard` keep the counts of each day, and `metsuke evidence verify` its result: a folder (seen from metsuke.yaml), or a bucket of your own. Absent: no day is kept, and no trend is shown.',
      )
      .meta({ examples: ['s3://example-history'] }),
    historyOwner: z
      .string()
      .regex(/^\d{12}$/, say`must be the 12 digits of an account, in quotes`)
      .optional()
      .describe('The account that owns the bucket of `history`, by its id. Absent: the log account.')
      .meta({ examples: ['444444444444'] }),
  })
  .prefault({})
  .describe('What the dashboard remembers.');
