import { belowPrefix, joinStores } from '../archive/joined-store.ts';
import type { ObjectStore } from '../archive/object-store.ts';
import type { Location } from '../archive/tables/table.ts';
import { regionsOf } from '../blueprints/blueprint.ts';
import { exportBucketName } from '../capabilities/guard-duty/names.ts';
import type { Config } from '../config/schema.ts';
import { type BucketKind, bucketName, trailBucketKind } from '../domain/bucket-names.ts';
import { NAMES } from '../domain/names.ts';

/** By the word that tables have for where they lie. */
export type OtherStores = Readonly<Partial<Record<Exclude<Location['bucket'], 'logs' | 'trail'>, ObjectStore>>>;

/** As copies have it, since the bucket of the access log holds nothing else. */
const ACCESS_LOG_FOLDER = 's3-access-logs/';

/** The buckets of the log account in which `metsuke apply` has services deliver. */
export function openBuckets(
  config: Config,
  logAccount: string,
  open: (bucket: string, region?: string) => ObjectStore,
): { readonly store: ObjectStore; readonly others: OtherStores } {
  const { resourcePrefix, homeRegion, guardDuty } = config;
  const place = { prefix: resourcePrefix, account: logAccount, region: homeRegion };
  const named = (kind: BucketKind) => open(bucketName(kind, place));
  const logs = named(NAMES.bucket.logs);
  // What was delivered before Object Lock was switched on stays in the archive.
  const trail = trailBucketKind(config);
  const findings = regionsOf({ regions: 'governed' }, config).map((region) =>
    open(exportBucketName(config, logAccount, region), region),
  );
  const [first, ...more] = findings;
  return {
    store: trail === NAMES.bucket.logs ? logs : joinStores([named(trail), logs]),
    others: {
      'access-logs': belowPrefix(named(NAMES.bucket.accessLogs), ACCESS_LOG_FOLDER),
      ...(guardDuty.enabled && guardDuty.export && first ? { findings: joinStores([first, ...more]) } : {}),
    },
  };
}
