import * as z from 'zod';

export const accountDefaultsSection = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe(
        'Give every governed account the defaults below. What was set before comes back when it is switched off.',
      ),
    ebsEncryption: z.boolean().default(true).describe('New EBS volumes are encrypted, in every governed region.'),
    imdsV2: z
      .boolean()
      .default(true)
      .describe(
        'New instances answer for their metadata with a token only (IMDSv2), unless they are launched otherwise.',
      ),
    blockPublicSnapshots: z.boolean().default(true).describe('Nobody shares EBS snapshots with everybody.'),
    blockPublicImages: z.boolean().default(true).describe('Nobody shares machine images with everybody.'),
    blockPublicDocuments: z
      .boolean()
      .default(true)
      .describe('Nobody shares documents of Systems Manager with everybody.'),
  })
  .prefault({})
  .describe('What every account starts with, where CloudFormation has no resource for it.');
