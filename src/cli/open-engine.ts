import { setTimeout as sleep } from 'node:timers/promises';
import type { ObjectStore } from '../archive/object-store.ts';
import { MOST_DAYS_LATE, type Scope } from '../archive/tables/scope.ts';
import type { OrganizationNames } from '../config/references.ts';
import type { Config } from '../config/schema.ts';
import { athenaNames } from '../domain/athena-names.ts';
import { type BucketKind, bucketName, trailBucketKind } from '../domain/bucket-names.ts';
import { MetsukeError } from '../domain/errors.ts';
import { type KnownAccount, knownAccounts } from '../domain/known-account.ts';
import { NAMES } from '../domain/names.ts';
import { say } from '../domain/say.ts';
import { type Refusals, refusalProblems } from '../files/refusals.ts';
import { withCharges } from '../query/charged.ts';
import type { Engine, EngineName } from '../query/engine.ts';
import type { Parameters } from '../query/query.ts';
import type { ChainVerification } from '../reports/basis.ts';
import { configuredParameters } from '../reports/configured.ts';
import type { Text } from '../reports/language.ts';
import { type Period, parsePeriod } from '../reports/period.ts';
import { sourceText } from '../reports/source.ts';
import { chooseAccounts, type Wanted } from './choose-accounts.ts';
import { requireKnown } from './known-in-archive.ts';
import { type ArchiveOptions, findLogAccount, openArchive, throughRole } from './open-archive.ts';
import { type CuratedOptions, cacheFolder, findCurated, openCuratedFiles } from './open-curated.ts';
import { withProgress } from './progress/engine-progress.ts';
import { type CostOptions, makeCharges } from './query-cost.ts';
import { readVerification } from './read-verification.ts';
import { isUnasked, readOrganization } from './references.ts';
import { connectOptions, loadConfiguration, type Session } from './session.ts';

export interface EngineOptions extends CuratedOptions, Wanted, CostOptions {
  readonly from?: string;
  readonly to?: string;
  readonly engine: EngineName;
  readonly trinoUrl?: string;
  /** `30d` */
  readonly late?: string;
}

/** An engine over the archive that a person means, and what they ask of it. */
export interface OpenedEngine {
  readonly engine: Engine;
  readonly scope: Scope;
  readonly accounts: readonly KnownAccount[];
  /** What the configuration says to reports. */
  readonly parameters: Parameters;
  /** Where the logs are, for people, who may read another language than the command's. */
  readonly source: Text;
  /** What is known of the integrity of the log files since the beginning of the period; null: nothing. */
  readonly readVerified: () => Promise<ChainVerification | null>;
}

/** @param period instead of `--from` and `--to` */
export async function openEngine(session: Session, options: EngineOptions, period?: Period): Promise<OpenedEngine> {
  const charges = makeCharges(options, session.terminal);
  const now = new Date(session.clock.now());
  const { from, to } = period ?? parsePeriod(options, now);
  const config = await readConfiguration(session, options);
  const organization = isElsewhere(options) || config === null ? null : await organizationOrNull(session, config);
  const accounts = chooseAccounts(options, organization);
  const known = organization === null ? [] : accountsOf(organization);
  const { engine, store } = await makeEngine(session, options, config);
  if (store !== null) await requireKnown(options.account ?? [], known, store);
  return {
    engine: withCharges(withProgress(engine, session.progress), charges),
    scope: { from, to, ...(accounts === undefined ? {} : { accounts }), ...parseLate(options.late) },
    accounts: known,
    parameters: config === null ? {} : configuredParameters(config),
    source: sourceOf(options, config),
    readVerified: async () =>
      store === null ? null : readVerification(session, store, { from, now: now.toISOString() }),
  };
}

/** What is later than CloudTrail tries for cannot come. */
function parseLate(text: string | undefined): Pick<Scope, 'lateDays'> {
  if (text === undefined) return {};
  const [, days] = /^(\d{1,2})d?$/.exec(text) ?? [];
  if (days !== undefined && Number(days) <= MOST_DAYS_LATE) return { lateDays: Number(days) };
  throw new MetsukeError('usage', say`--late ${text} is no number of days up to ${MOST_DAYS_LATE}.`, {
    hint: say`Write --late 30d.`,
  });
}

/** With whether logs are expected of them. */
function accountsOf(organization: OrganizationNames): readonly KnownAccount[] {
  const open = new Set<string>(organization.accounts.flatMap(({ id, state }) => (state === 'ACTIVE' ? [id] : [])));
  return knownAccounts(organization).map((account) => ({ ...account, isOpen: open.has(account.id) }));
}

function sourceOf({ archive, bucket, trinoUrl }: EngineOptions, config: Config | null): Text {
  return sourceText(archive ?? bucket ?? trinoUrl ?? config?.organizationId, config?.accounts.log ?? '');
}

/** A folder or a bucket that is named needs no metsuke.yaml, but takes what one says to reports. */
export async function readConfiguration(session: Session, options: EngineOptions): Promise<Config | null> {
  try {
    return (await loadConfiguration(session)).config;
  } catch (error) {
    const isMissing = error instanceof MetsukeError && error.code === 'config-not-found';
    if (isMissing && (isElsewhere(options) || options.engine === 'trino')) return null;
    throw error;
  }
}

function isElsewhere({ archive, bucket }: ArchiveOptions): boolean {
  return archive !== undefined || bucket !== undefined;
}

/** Null for an auditor in the log account, who may not ask: reports are then without names. */
async function organizationOrNull(session: Session, config: Config): Promise<OrganizationNames | null> {
  try {
    return await readOrganization(session, config);
  } catch (error) {
    if (!isUnasked(error)) throw error;
    session.terminal.err(say`Accounts are shown by their ids: ${error.message}\n`);
    return null;
  }
}

interface Made {
  readonly engine: Engine;
  /** Whose objects can be listed; null where only the engine sees them. */
  readonly store: ObjectStore | null;
}

async function makeEngine(session: Session, options: EngineOptions, config: Config | null): Promise<Made> {
  switch (options.engine) {
    case 'duckdb': {
      const archive = await openArchive(session, options);
      const { store, others = {} } = archive;
      const { makeDuckDBEngine } = await import('../query/duckdb/engine.ts');
      const place = await findCurated(session, options);
      const cache = cacheFolder(session, 'archive');
      const curated = place === undefined ? {} : { curated: await openCuratedFiles(session, place, archive) };
      const engine = withRefusals(makeDuckDBEngine({ store, others, cache, ...curated }), archive.refusals);
      return { engine, store };
    }
    case 'athena':
      return makeAthena(session, config);
    case 'trino':
      return { engine: await makeTrino(session, options), store: null };
    default:
      return options.engine satisfies never;
  }
}

/** Objects that are not read because of their names or their kind are missing in the rows: each answer says so. */
function withRefusals(engine: Engine, refusals: Refusals): Engine {
  return {
    ...engine,
    async run(query) {
      const result = await engine.run(query);
      return { ...result, problems: [...result.problems, ...refusalProblems(refusals.list())] };
    },
  };
}

const GIGABYTE = 1024 ** 3;

async function makeAthena(session: Session, config: Config | null): Promise<Made> {
  if (config === null) throw new MetsukeError('config-not-found', say`Athena is found through metsuke.yaml.`);
  if (!config.reports.athena.enabled) {
    throw new MetsukeError('usage', say`Athena is not switched on in metsuke.yaml.`, {
      hint: say`Set reports.athena.enabled: true and apply, or leave --engine out: DuckDB reads the archive itself.`,
    });
  }
  const { homeRegion, stackSets } = config;
  const [{ makeAthenaEngine }, { connectAthena }, { openBucket }] = await Promise.all([
    import('../query/athena.ts'),
    import('../aws/athena.ts'),
    import('../aws/bucket-store.ts'),
  ]);
  const log = await findLogAccount(session);
  const connection = { ...connectOptions(session, homeRegion), ...throughRole(log, stackSets) };
  const place = { prefix: config.resourcePrefix, account: log.account, region: homeRegion };
  const bucketOf = (kind: BucketKind) =>
    openBucket({
      ...connection,
      bucket: bucketName(kind, place),
      owner: log.account,
    });
  const logs = bucketOf(NAMES.bucket.logs);
  const engine = makeAthenaEngine({
    port: connectAthena(connection),
    stores: {
      logs,
      trail: bucketOf(trailBucketKind(config)),
      'access-logs': bucketOf(NAMES.bucket.accessLogs),
      findings: bucketOf(NAMES.bucket.guardDuty),
    },
    scanLimit: config.reports.athena.scanLimitGigabytes * GIGABYTE,
    ...athenaNames(config.resourcePrefix),
    sleep: (milliseconds) => sleep(milliseconds),
  });
  return { engine, store: logs };
}

async function makeTrino({ environment }: Session, { trinoUrl }: EngineOptions): Promise<Engine> {
  const url = trinoUrl ?? environment.METSUKE_TRINO_URL;
  if (url === undefined) {
    throw new MetsukeError('usage', say`Say where Trino is.`, {
      hint: say`--trino-url https://trino.example/hive/logs`,
    });
  }
  const { makeTrinoEngine } = await import('../query/trino.ts');
  const {
    TRINO_USER: user = environment.USER ?? 'metsuke',
    TRINO_PASSWORD: password,
    TRINO_TOKEN: token,
  } = environment;
  return makeTrinoEngine({
    url,
    user,
    ...(password === undefined ? {} : { password }),
    ...(token === undefined ? {} : { token }),
    fetch,
    sleep: (milliseconds) => sleep(milliseconds),
  });
}
