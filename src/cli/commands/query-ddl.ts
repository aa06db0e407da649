import { TABLES } from '../../archive/tables/catalog.ts';
import { type ArchivePlace, athenaDdl, trinoDdl } from '../../archive/tables/ddl.ts';
import { isOfOrganization, makePlace } from '../../capabilities/athena-reports/place.ts';
import type { Config } from '../../config/schema.ts';
import { makeSuggestion } from '../../config/suggest.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import type { DdlDialect } from '../ddl-dialects.ts';
import { findLogAccount } from '../open-archive.ts';
import { connectTo, loadConfiguration, type Session } from '../session.ts';

/** The statements that make the tables, for whoever has a Trino of their own, or an Athena that Metsuke does not keep. */
export async function printDdl(session: Session, dialect: DdlDialect, name: string | undefined): Promise<number> {
  const known = TABLES.map((table) => table.name);
  const tables = TABLES.filter((table) => name === undefined || table.name === name);
  if (tables.length === 0) {
    const hint = makeSuggestion(name ?? '', known) ?? say`There is: ${known.join(', ')}.`;
    throw new MetsukeError('usage', say`There is no table ${name}.`, { hint });
  }
  const place = await readPlace(session);
  const make = dialect === 'athena' ? athenaDdl : trinoDdl;
  // Several tables are made of the same stored one.
  const statements = [...new Set(tables.map((table) => make(table, place)))];
  session.terminal.out(
    session.options.json ? `${JSON.stringify(statements, null, 2)}\n` : `${statements.join('\n\n')}\n`,
  );
  return EXIT.done;
}

async function readPlace(session: Session): Promise<ArchivePlace> {
  const { config } = await loadConfiguration(session);
  const { homeRegion } = config;
  const { organizations } = await connectTo(session, homeRegion);
  const [{ id }, accounts, log] = await Promise.all([
    organizations.readOrganization(),
    organizations.listAccounts(),
    findLogAccount(session),
  ]);
  const ids = accounts.map((account) => account.id).sort();
  return placeOf(config, { organizationId: id, logAccountId: log.account, accountIds: ids });
}

interface Facts {
  readonly organizationId: string;
  readonly logAccountId: string;
  readonly accountIds: readonly string[];
}

/** The place that the template of Athena's tables has, with what CloudFormation would fill in. */
export function placeOf(config: Config, { organizationId, logAccountId, accountIds }: Facts): ArchivePlace {
  const values: Readonly<Record<string, string>> = {
    ManagedResourcePrefix: config.resourcePrefix,
    AWSLogsS3KeyPrefix: config.logs.keyPrefix ?? organizationId,
    OrgID: organizationId,
    'AWS::AccountId': logAccountId,
    'AWS::Region': config.homeRegion,
  };
  const filled = (text: string): string =>
    text.replaceAll(/\$\{([\w:]+)\}/g, (all, name: string) => values[name] ?? all);
  const { logs, trail, accessLogs, findings, regions, firstDay } = makePlace(config);
  return {
    logs: filled(logs),
    trail: filled(trail),
    accessLogs: filled(accessLogs),
    findings: filled(findings),
    organization: isOfOrganization(config) ? `${organizationId}/` : '',
    accounts: accountIds,
    regions,
    firstDay,
  };
}
