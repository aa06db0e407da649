import type { AttributeValue, DynamoDBClient, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { DISTURBED, disturbanceKey, disturbanceText } from '../../domain/disturbance.ts';
import { HEARTBEAT, heartbeatKey } from '../../domain/heartbeat.ts';
import type { DigestLine } from '../digest.ts';
import type { Store } from '../ports.ts';
import type { DigestReason } from '../words/words.ts';

type Item = Record<string, AttributeValue>;

/** Longer than the function may run, shorter than the time until Lambda's second retry. */
const LEASE_SECONDS = 120;
/** EventBridge tries to deliver an event for 24 hours. */
const EVENT_SECONDS = 2 * 86_400;
const LINE_SECONDS = 7 * 86_400;
const NAME_SECONDS = 86_400;
/** An entry that no apply has closed for so long is one of an account that nobody governs any more. */
const DISTURBANCE_SECONDS = 365 * 86_400;
const AT_ONCE = 50;

/**
 * The store as one DynamoDB table. Its TTL takes items away days late, so every condition looks at a time of its own.
 * None of the names below is a reserved word of DynamoDB.
 */
export function makeTableStore(client: DynamoDBClient, table: string): Store {
  /** False when the condition does not hold. */
  const put = (item: Item, condition: string, values: Item) =>
    holds(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: item,
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
        }),
      ),
    );
  const read = async (key: Item) =>
    (await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;

  return {
    claim: async (id, now) => {
      const item = {
        ...key(`event ${id}`),
        lease: N(seconds(now) + LEASE_SECONDS),
        expires: N(seconds(now) + EVENT_SECONDS),
      };
      const isFree = 'attribute_not_exists(pk) OR (attribute_not_exists(finished) AND lease < :now)';
      if (await put(item, isFree, { ':now': N(seconds(now)) })) return 'claimed';
      return (await read(key(`event ${id}`)))?.['finished'] === undefined ? 'busy' : 'done';
    },
    finish: async (id, now) => {
      await client.send(new PutItemCommand({ TableName: table, Item: finishedEvent(id, now) }));
    },
    count: async (id, line, now) => {
      const finish = {
        TableName: table,
        Item: finishedEvent(id, now),
        ConditionExpression: 'attribute_not_exists(finished)',
      };
      const add = addTo(table, line, seconds(now) + LINE_SECONDS);
      // Refused: it is counted already.
      await holds(client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: finish }, { Update: add }] })));
    },
    openGroup: (group, id, now, until) => {
      const item = { ...key(`group ${group}`), opener: S(id), closes: N(seconds(until)), expires: N(seconds(until)) };
      const isOpen = 'attribute_not_exists(pk) OR opener = :id OR closes <= :now';
      return put(item, isOpen, { ':id': S(id), ':now': N(seconds(now)) });
    },
    closeGroup: async (group, id) => {
      await holds(
        client.send(
          new DeleteItemCommand({
            TableName: table,
            Key: key(`group ${group}`),
            ConditionExpression: 'opener = :id',
            ExpressionAttributeValues: { ':id': S(id) },
          }),
        ),
      );
    },
    countMessage: async (of, now) => {
      const { Attributes: counted } = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: key(`hour ${now.slice(0, 13)} ${of}`),
          UpdateExpression: 'ADD messages :one SET expires = :expires',
          ExpressionAttributeValues: { ':one': N(1), ':expires': N(seconds(now) + 7_200) },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return numberOf(counted?.['messages']);
    },
    readDigest: async () => {
      const lines: DigestLine[] = [];
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': S(DIGEST) },
        ConsistentRead: true,
      };
      for await (const { Items = [] } of paginateQuery({ client }, query)) lines.push(...Items.map(lineOf));
      return lines;
    },
    clearDigest: async (lines) => {
      for (let start = 0; start < lines.length; start += AT_ONCE) {
        await Promise.all(lines.slice(start, start + AT_ONCE).map((line) => clearLine(client, table, line)));
      }
    },
    noteDisturbance: async (disturbance, now) => {
      const item = {
        ...key(DISTURBED, disturbanceKey(disturbance)),
        facts: S(disturbanceText(disturbance)),
        expires: N(seconds(now) + DISTURBANCE_SECONDS),
      };
      await client.send(new PutItemCommand({ TableName: table, Item: item }));
    },
    noteHeartbeat: async (heartbeat) => {
      const item = { ...key(HEARTBEAT, heartbeatKey(heartbeat)), at: S(heartbeat.at) };
      await client.send(new PutItemCommand({ TableName: table, Item: item }));
    },
    readName: async (accountId, now) => {
      const item = await read(key(`account ${accountId}`));
      return numberOf(item?.['expires']) > seconds(now) ? item?.['accountName']?.S : undefined;
    },
    rememberName: async (accountId, name, now) => {
      const item = { ...key(`account ${accountId}`), accountName: S(name), expires: N(seconds(now) + NAME_SECONDS) };
      await client.send(new PutItemCommand({ TableName: table, Item: item }));
    },
  };
}

const DIGEST = 'digest';

function finishedEvent(id: string, now: string): Item {
  return { ...key(`event ${id}`), finished: N(seconds(now)), expires: N(seconds(now) + EVENT_SECONDS) };
}

type Update = UpdateItemCommandInput & { readonly UpdateExpression: string };

/** The first of its kind says what it is; the others add to its number. */
function addTo(table: string, line: DigestLine, expires: number): Update {
  const { key: sortKey, count, last, ...rest } = line;
  return {
    TableName: table,
    Key: key(DIGEST, sortKey),
    UpdateExpression: 'ADD times :count SET facts = if_not_exists(facts, :facts), latest = :last, expires = :expires',
    ExpressionAttributeValues: {
      ':count': N(count),
      ':facts': S(JSON.stringify(rest)),
      ':last': S(last),
      ':expires': N(expires),
    },
  };
}

/** Deletes what has not been counted up since it was read, and subtracts from what has. */
async function clearLine(client: DynamoDBClient, table: string, line: DigestLine): Promise<void> {
  const item = { TableName: table, Key: key(DIGEST, line.key) };
  const values = { ':told': N(line.count) };
  const isUntouched = { ConditionExpression: 'times = :told', ExpressionAttributeValues: values };
  if (await holds(client.send(new DeleteItemCommand({ ...item, ...isUntouched })))) return;
  const subtract = {
    UpdateExpression: 'ADD times :minus',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':minus': N(-line.count) },
  };
  await holds(client.send(new UpdateItemCommand({ ...item, ...subtract })));
}

function lineOf(item: Item): DigestLine {
  const facts = JSON.parse(item['facts']?.S ?? '{}') as Partial<DigestLine>;
  return {
    key: item['sk']?.S ?? '',
    reason: facts.reason ?? ('minor' satisfies DigestReason),
    severity: facts.severity ?? 0,
    source: facts.source ?? '',
    accountId: facts.accountId ?? '-',
    what: facts.what ?? '',
    resource: facts.resource ?? '',
    last: item['latest']?.S ?? '',
    count: numberOf(item['times']),
  };
}

/** False when the condition of a write does not hold; anything else that goes wrong is thrown. */
async function holds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}

function isRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'ConditionalCheckFailedException') return true;
  const reasons: unknown = Reflect.get(error, 'CancellationReasons');
  return (
    error.name === 'TransactionCanceledException' &&
    Array.isArray(reasons) &&
    reasons.some((reason: { Code?: string }) => reason.Code === 'ConditionalCheckFailed')
  );
}

function key(pk: string, sk = '-'): Item {
  return { pk: S(pk.slice(0, 1_500)), sk: S(sk) };
}

function S(text: string): AttributeValue {
  return { S: text };
}

function N(number: number): AttributeValue {
  return { N: String(number) };
}

function numberOf(value: AttributeValue | undefined): number {
  return Number(value?.N ?? 0);
}

function seconds(iso: string): number {
  return Math.floor(Date.parse(iso) / 1_000);
}
