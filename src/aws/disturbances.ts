import { DISTURBED, disturbanceKey, disturbanceText, readDisturbance } from '../domain/disturbance.ts';
import type { DisturbancesPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { isItemChanged } from './quirks.ts';
import { listPartition } from './table-partition.ts';

// One that was written over in the meantime tells of something new: it stays.
const UNCHANGED = ['attribute_not_exists(pk)', 'facts = :facts'].join(' OR ');

/** The entries in the table of the notification hub. */
export function makeDisturbances(clients: Clients): DisturbancesPort {
  return {
    async list(table, region) {
      const dynamoDb = await clients('dynamodb', region);
      const items = await listPartition(dynamoDb, table, DISTURBED);
      return items.flatMap((item) => readDisturbance(item.facts?.S) ?? []);
    },
    async close(table, region, entry) {
      const dynamoDb = await clients('dynamodb', region);
      await dynamoDb
        .deleteItem({
          TableName: table,
          Key: { pk: { S: DISTURBED }, sk: { S: disturbanceKey(entry) } },
          ConditionExpression: UNCHANGED,
          ExpressionAttributeValues: { ':facts': { S: disturbanceText(entry) } },
        })
        .catch((error: unknown) => {
          if (!isItemChanged(error)) throw error;
        });
    },
  };
}
