import { tableByName } from '../archive/tables/catalog.ts';
import type { Engine } from '../query/engine.ts';
import { takeRows } from '../query/take-rows.ts';
import { type Basis, makeBasis } from './basis.ts';
import { ACTOR } from './call-list.ts';
import type { RunOptions } from './run.ts';

/** What somebody did in an account and region, all calls of a kind together. */
export interface Deed {
  readonly account: string;
  readonly region: string;
  /** ARN, where the event has one. */
  readonly actor: string;
  readonly service: string;
  readonly event: string;
  readonly calls: number;
  readonly failed: number;
  readonly first: string;
  readonly last: string;
  /** Of the last call. */
  readonly sourceIp: string;
  readonly eventId: string;
}

export interface Activity {
  /** The latest first. */
  readonly deeds: readonly Deed[];
  /** There were more than are here. */
  readonly isCut: boolean;
  readonly basis: Basis;
}

/** Changes and sign-ins, tried ones too; neither reading, nor what a service of AWS does by itself or in turn. */
export const ACTIVITY_SQL = `SELECT
  recipientaccountid AS account,
  awsregion AS region,
  ${ACTOR} AS actor,
  eventsource AS service,
  eventname AS event,
  count(*) AS calls,
  count_if(errorcode IS NOT NULL OR errormessage IS NOT NULL) AS failed,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time,
  max_by(sourceipaddress, eventtime) AS source_ip,
  max_by(eventid, eventtime) AS event_id
FROM cloudtrail
WHERE
  readonly = 'false'
  AND eventtype IN ('AwsApiCall', 'AwsConsoleSignIn', 'AwsConsoleAction')
  AND useridentity.invokedby IS NULL
  AND (useridentity.type IS NULL OR useridentity.type <> 'AWSService')
GROUP BY 1, 2, 3, 4, 5
ORDER BY last_time DESC, account, region, actor, service, event
`;

interface Asked extends Pick<RunOptions, 'scope' | 'accounts'> {
  /** The most deeds that are kept. */
  readonly limit: number;
  /** ISO 8601. */
  readonly now: string;
}

/** Who did what, in the period of the scope. */
export async function readActivity(engine: Engine, { scope, accounts, limit, now }: Asked): Promise<Activity> {
  const tables = [tableByName('cloudtrail')];
  const result = await engine.run({ sql: ACTIVITY_SQL, tables, scope, accounts, parameters: {} });
  const { rows, isCut } = await takeRows(result.rows, limit);
  const deeds = rows.map(
    ([account, region, actor, service, event, calls, failed, first, last, sourceIp, eventId]): Deed => ({
      account: text(account),
      region: text(region),
      actor: text(actor),
      service: text(service).replace(/\.amazonaws\.com$/, ''),
      event: text(event),
      calls: Number(calls),
      failed: Number(failed),
      first: text(first),
      last: text(last),
      sourceIp: text(sourceIp),
      eventId: text(eventId),
    }),
  );
  return { deeds, isCut, basis: await makeBasis(result, { scope, engine: engine.name, now }) };
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
