import { makeInventoryTable } from './ssm-data-sync.ts';

export const ssmInstances = makeInventoryTable({
  name: 'ssm_instances',
  what: 'an instance that Systems Manager manages: its system, its name, its agent',
  type: 'AWS:InstanceInformation',
  attributes: [
    ...['InstanceStatus', 'ComputerName', 'PlatformType', 'PlatformName', 'PlatformVersion', 'AgentType'],
    ...['AgentVersion', 'IpAddress'],
  ],
});
