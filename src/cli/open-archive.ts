import { openFolder } from '../archive/folder-store.ts';
import { guardStore } from '../archive/guarded-store.ts';
import type { ObjectStore } from '../archive/object-store.ts';
import type { BucketOptions } from '../aws/bucket-store.ts';
import type { Config } from '../config/schema.ts';
import { MetsukeError } from '../domain/errors.ts';
import { type AccountId, isAccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import { makeRefusals, type Refusals } from '../files/refusals.ts';
import { type OtherStores, openBuckets } from './archive-buckets.ts';
import { isUnasked, resolveConfiguration } from './references.ts';
import { connectOptions, connectTo, loadConfiguration, type Session } from './session.ts';

/** Where a command finds the log archive. */
export interface ArchiveOptions {
  /** A copy of it in a folder. */
  readonly archive?: string;
  /** Instead of the bucket that metsuke.yaml leads to; read with the caller's own credentials. */
  readonly bucket?: string;
  /** The account that this bucket must belong to. */
  readonly bucketOwner?: string;
  readonly region?: string;
}

export interface OpenArchive {
  readonly store: ObjectStore;
  /** What lies in buckets of its own; absent: in the store, as in a copy. */
  readonly others?: OtherStores;
  /** Of the bucket. */
  readonly region: string;
  /** As whom the archive is read. */
  readonly connection: Connection;
  /** The account of these credentials. */
  readonly account: () => Promise<AccountId>;
  /** After which the bucket's lifecycle removes objects; undefined when nobody says. */
  readonly retentionDays: number | undefined;
  /** What is not read because of its name or its kind. Whoever shows what the archive holds must show these too. */
  readonly refusals: Refusals;
}

type Connection = Omit<BucketOptions, 'bucket' | 'owner'>;

const ANY_REGION = 'us-east-1';

/**
 * A folder needs neither AWS nor metsuke.yaml; a bucket that is named needs AWS; else metsuke.yaml leads to it.
 * @param mostBytes of an object of a bucket, for who does not read it as a log file
 */
export async function openArchive(session: Session, options: ArchiveOptions, mostBytes?: number): Promise<OpenArchive> {
  const region = options.region ?? session.environment.AWS_REGION ?? ANY_REGION;
  const own = connectOptions(session, region);
  const account = async () => (await (await connectTo(session, region)).identity.readCaller()).accountId;
  const owner = ownerOf(options);
  const refusals = makeRefusals();
  if (options.archive !== undefined) {
    return {
      store: guardStore(openFolder(await existingFolder(options.archive), refusals), refusals),
      region,
      connection: own,
      account,
      retentionDays: undefined,
      refusals,
    };
  }
  const { openBucket } = await import('../aws/bucket-store.ts');
  if (options.bucket !== undefined) {
    const store = guardStore(openBucket({ ...own, bucket: options.bucket, ...owner }), refusals, mostBytes);
    return { store, region, connection: own, account, retentionDays: undefined, refusals };
  }
  const { config } = await loadConfiguration(session);
  const { homeRegion, logs, stackSets } = config;
  const log = await findLogAccount(session);
  const connectIn = (inRegion: string): Connection => ({
    ...connectOptions(session, inRegion),
    ...throughRole(log, stackSets),
  });
  const open = (bucket: string, inRegion = homeRegion): ObjectStore =>
    guardStore(openBucket({ ...connectIn(inRegion), bucket, owner: log.account }), refusals, mostBytes);
  return {
    ...openBuckets(config, log.account, open),
    region: homeRegion,
    connection: connectIn(homeRegion),
    account: async () => log.account,
    retentionDays: logs.retentionDays,
    refusals,
  };
}

function ownerOf({ bucket, bucketOwner: owner }: ArchiveOptions): Pick<BucketOptions, 'owner'> {
  if (owner !== undefined && bucket === undefined) {
    throw new MetsukeError('usage', say`--bucket-owner says whose --bucket must be, and no --bucket is named.`, {
      hint: say`Name the bucket with --bucket, or leave --bucket-owner out.`,
    });
  }
  return owner === undefined ? {} : { owner: parseOwner('--bucket-owner', owner) };
}

/** The value of an option that says whose a bucket must be. */
export function parseOwner(option: string, owner: string): AccountId {
  if (isAccountId(owner)) return owner;
  throw new MetsukeError('usage', say`${option} ${owner} is no account id.`, {
    hint: say`Write the twelve digits of the account that the bucket belongs to.`,
  });
}

/** Into the log account: as whom the caller is, when that is already there. */
export function throughRole(
  { account, isCaller }: LogAccount,
  { bootstrapRole }: Config['stackSets'],
): Pick<BucketOptions, 'through'> {
  return isCaller ? {} : { through: { account, role: bootstrapRole } };
}

async function existingFolder(folder: string): Promise<string> {
  const { stat } = await import('node:fs/promises');
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return folder;
  throw new MetsukeError('usage', say`There is no folder ${folder}.`, {
    hint: say`Copy the archive first: metsuke archive sync, or aws s3 sync.`,
  });
}

interface LogAccount {
  readonly account: AccountId;
  readonly isCaller: boolean;
}

/**
 * An auditor has credentials of the log account itself, everybody else comes from the management account, where the whole
 * configuration is resolved as a plan does: no role is assumed in an account that a plan refuses.
 */
export async function findLogAccount(session: Session): Promise<LogAccount> {
  const configuration = await loadConfiguration(session);
  const { accounts, homeRegion } = configuration.config;
  const caller = await (await connectTo(session, homeRegion)).identity.readCaller();
  if (caller.accountId === accounts.log) return { account: caller.accountId, isCaller: true };
  try {
    const { logAccountId } = await resolveConfiguration(session, configuration);
    return { account: logAccountId, isCaller: logAccountId === caller.accountId };
  } catch (error) {
    if (!isUnasked(error)) throw error;
    if (isAccountId(accounts.log)) return { account: accounts.log, isCaller: false };
    throw new MetsukeError(
      'usage',
      say`"${accounts.log}" is a name, and the organization cannot be asked whose it is.`,
      {
        hint: say`Write the id of the log account into metsuke.yaml, or name the bucket with --bucket.`,
        cause: error,
      },
    );
  }
}
