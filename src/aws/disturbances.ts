import { DISTURBED, type Disturbance, disturbanceKey } from '../domain/disturbance.ts';
import type { DisturbancesPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { listAll } from './pages.ts';

// One that was written over in the meantime tells of something new: it stays.
const UNCHANGED = ['attribute_not_exists(pk)', 'facts = :facts'].join(' OR ');

/** The entries in the table of the notification hub. */
export function makeDisturbances(clients: Clients): DisturbancesPort {
  return {
    async list(table, region) {
      const dynamoDb = await clients('dynamodb', region);
      const items = await listAll(async (token: string | undefined) => {
        const page = await dynamoDb.query({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: DISTURBED } },
          ConsistentRead: true,
          ...(token !== undefined && { ExclusiveStartKey: { pk: { S: DISTURBED }, sk: { S: token } } }),
        });
        return { items: page.Items, next: page.LastEvaluatedKey?.sk?.S };
      });
      return items.flatMap((item) => readEntry(item.facts?.S) ?? []);
    },
    async close(table, region, entry) {
      const dynamoDb = await clients('dynamodb', region);
      await dynamoDb
        .deleteItem({
          TableName: table,
          Key: { pk: { S: DISTURBED }, sk: { S: disturbanceKey(entry) } },
          ConditionExpression: UNCHANGED,
          ExpressionAttributeValues: { ':facts': { S: factsOf(entry) } },
        })
        .catch((error: unknown) => {
          if (!(error instanceof Error) || !/ConditionalCheckFailed|conditional request failed/i.test(error.message))
            throw error;
        });
    },
  };
}

/** As the formatter wrote them. */
function factsOf({ account, region, part, call, actor, at }: Disturbance): string {
  return JSON.stringify({ account, region, part, call, actor, at });
}

/** An entry that nobody of ours could have written is none: it may have been put there to mislead. */
function readEntry(text: string | undefined): Disturbance | null {
  try {
    const { account, region, part, call, actor, at } = JSON.parse(text ?? '{}') as Record<string, unknown>;
    const isSound =
      /^\d{12}$/.test(String(account)) &&
      /^[a-z]{2,}(-[a-z]+)+-\d$/.test(String(region)) &&
      (part === 'trail' || part === 'recorder') &&
      !Number.isNaN(Date.parse(String(at)));
    if (!isSound) return null;
    return {
      account: String(account),
      region: String(region),
      part,
      call: String(call),
      actor: typeof actor === 'string' ? actor : null,
      at: String(at),
    };
  } catch {
    return null;
  }
}
