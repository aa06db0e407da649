import type { AttributeValue, DynamoDB } from '@aws-sdk/client-dynamodb';
import { listAll } from './pages.ts';

/** Every item of a partition of the hub's table, as it is now. */
export function listPartition(
  dynamoDb: Pick<DynamoDB, 'query'>,
  table: string,
  partition: string,
): Promise<readonly Record<string, AttributeValue>[]> {
  return listAll(async (token: string | undefined) => {
    const page = await dynamoDb.query({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: partition } },
      ConsistentRead: true,
      ...(token !== undefined && { ExclusiveStartKey: { pk: { S: partition }, sk: { S: token } } }),
    });
    return { items: page.Items, next: page.LastEvaluatedKey?.sk?.S };
  });
}
