import { makeInventoryTable } from './ssm-data-sync.ts';

export const ssmInventory = makeInventoryTable({
  name: 'ssm_inventory',
  what: 'a piece of software on an instance',
  type: 'AWS:Application',
  attributes: [
    ...['Name', 'Version', 'Release', 'Epoch', 'Publisher', 'ApplicationType', 'Architecture', 'InstalledTime'],
    ...['PackageId', 'Summary', 'URL'],
  ],
});
