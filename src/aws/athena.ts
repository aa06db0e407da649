import type { Athena } from '@aws-sdk/client-athena';
import type { AthenaExecution, AthenaPage, AthenaPort } from '../query/athena.ts';
import { required } from './required.ts';
import { connectThrough, type ThroughOptions } from './through.ts';

/** Athena of the log account. Calls nobody yet. */
export function connectAthena(options: ThroughOptions): AthenaPort {
  const clients = connectThrough(options);
  return makeAthena(() => clients('athena', options.region));
}

/** Exported for its test. */
export function makeAthena(client: () => Promise<AthenaClient>): AthenaPort {
  return {
    async start({ sql, database, workGroup }) {
      const athena = await client();
      const { QueryExecutionId } = await athena.startQueryExecution({
        QueryString: sql,
        QueryExecutionContext: { Database: database },
        WorkGroup: workGroup,
      });
      return required(QueryExecutionId, 'QueryExecutionId');
    },
    readExecution: async (id) => readExecution(await client(), id),
    readResults: async (id, token) => readResults(await client(), id, token),
    async stop(id) {
      await (await client()).stopQueryExecution({ QueryExecutionId: id });
    },
  };
}

type AthenaClient = Pick<
  Athena,
  'startQueryExecution' | 'getQueryExecution' | 'getQueryResults' | 'stopQueryExecution'
>;

async function readExecution(athena: AthenaClient, id: string): Promise<AthenaExecution> {
  const { QueryExecution = {} } = await athena.getQueryExecution({ QueryExecutionId: id });
  const { Status = {}, Statistics = {} } = QueryExecution;
  return {
    state: required(Status.State, 'State'),
    reason: Status.StateChangeReason ?? null,
    scannedBytes: Statistics.DataScannedInBytes ?? null,
  };
}

async function readResults(athena: AthenaClient, id: string, token: string | undefined): Promise<AthenaPage> {
  const { ResultSet = {}, NextToken } = await athena.getQueryResults({
    QueryExecutionId: id,
    ...(token === undefined ? {} : { NextToken: token }),
  });
  const columns = ResultSet.ResultSetMetadata?.ColumnInfo ?? [];
  return {
    columns: columns.map(({ Name, Type }) => ({ name: Name ?? '', type: Type ?? 'varchar' })),
    // A value that is missing is NULL; an empty text is ''.
    rows: (ResultSet.Rows ?? []).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue ?? null)),
    next: NextToken,
  };
}
