import * as z from 'zod';

/** What the agent can gather beside software, in Systems Manager's words. */
export const INVENTORY_KINDS = [
  'awsComponents',
  'networkConfig',
  'instanceDetailedInformation',
  'services',
  'windowsUpdates',
  'windowsRoles',
  'customInventory',
] as const;

export const inventorySection = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe('Gather what is installed on the instances of every governed account and region. Free of charge.'),
    everyHours: z.int().min(1).max(168).default(24).describe('How often an instance reports.'),
    alsoGather: z
      .array(z.enum(INVENTORY_KINDS))
      .default(['awsComponents', 'networkConfig', 'instanceDetailedInformation', 'windowsUpdates'])
      .describe('Beside installed software, which is always gathered.'),
  })
  .prefault({})
  .describe('Software inventory of instances (AWS Systems Manager), gathered in the log archive.');
