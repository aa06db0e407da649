import type { Association } from '@aws-sdk/client-ssm';
import type { Occupant } from '../domain/occupant.ts';
import type { Clients } from './clients.ts';
import { listAll } from './pages.ts';

const DOCUMENT = 'AWS-GatherSoftwareInventory';

/** The association that gathers inventory from the most instances; null when there is none. */
export async function readInventoryAssociation(clients: Clients, region: string): Promise<Occupant | null> {
  const ssm = await clients('ssm', region);
  const found = await listAll(async (NextToken) => {
    const { Associations: items, NextToken: next } = await ssm.listAssociations({
      AssociationFilterList: [{ key: 'Name', value: DOCUMENT }],
      ...(NextToken === undefined ? {} : { NextToken }),
    });
    return { items, next };
  });
  const association = found.find(coversEveryInstance) ?? found[0];
  if (association === undefined) return null;
  const { AssociationId: id = '', AssociationName: name = id, ScheduleExpression: schedule } = association;
  const { AssociationDescription: description } = await ssm.describeAssociation({ AssociationId: id });
  // Applications are gathered unless the parameter says otherwise.
  const [applications = 'Enabled'] = description?.Parameters?.['applications'] ?? [];
  return {
    region,
    name,
    settings: {
      coversEveryInstance: coversEveryInstance(association),
      gathersSoftware: applications === 'Enabled',
      isScheduled: schedule !== undefined,
    },
  };
}

function coversEveryInstance({ Targets: targets = [] }: Association): boolean {
  return targets.some(({ Key, Values = [] }) => Key === 'InstanceIds' && Values.includes('*'));
}
