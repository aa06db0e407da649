import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MetsukeError } from '../../domain/errors.ts';
import type { EmulatedOrganization, EmulatedTrail, SandboxControl } from '../control.ts';
import { writePrivateFile } from '../private-files.ts';
import { type ActivitySummary, type Writing, writeActivity } from './activity.ts';
import type { ArchiveObject } from './archive-object.ts';
import { makeRoutes } from './delivery-buckets.ts';
import { type ActivityPlan, DAY_MS } from './place.ts';
import type { SigningKey } from './signing-key.ts';
import { openFolderSink, type Sink } from './sink.ts';

export interface ActivityOptions {
  readonly days: number;
  readonly seed: string;
  readonly until: Date;
}

export type ActivityProgress = Writing['onProgress'];

/** A log of its own folder needs no emulator: `planted.json` and `public-keys.json` lie beside it. */
export interface FolderActivity extends ActivityOptions {
  readonly folder: string;
  readonly organization: EmulatedOrganization;
  readonly onProgress?: ActivityProgress;
}

const HOME_REGION = 'ap-northeast-1';
const TRAIL = 'aws-organizations-trail';
const OBJECTS_AT_ONCE = 500;

export async function writeFolderActivity(options: FolderActivity): Promise<ActivitySummary> {
  const { folder, organization, onProgress } = options;
  const target = { bucket: 'aws-organizations-logs', prefix: '', trail: TRAIL, homeRegion: HOME_REGION };
  const plan = makeActivityPlan(options, organization, target);
  const sink = openFolderSink(join(folder, 'archive'));
  const summary = await writeActivity({ plan, sink, ...(onProgress ? { onProgress } : {}) });
  await writePlanted(folder, summary);
  await writeFile(join(folder, 'public-keys.json'), publicKeysText(summary.signingKeys, plan));
  return summary;
}

/** Into the bucket that the organization trail of the sandbox delivers to. */
export interface SandboxActivity extends ActivityOptions {
  readonly control: SandboxControl;
  /** Where `planted.json` goes. */
  readonly folder: string;
  readonly onProgress?: ActivityProgress;
}

export async function writeSandboxActivity(options: SandboxActivity): Promise<ActivitySummary> {
  const { control, folder, onProgress } = options;
  const organization = await control.readOrganization();
  const target = await findTarget(control, organization);
  const plan = makeActivityPlan(options, organization, target);
  const sink = openEmulatorSink(control, target.bucket, makeRoutes(target.bucket, await listBuckets(control, target)));
  const summary = await writeActivity({ plan, sink, ...(onProgress ? { onProgress } : {}) });
  for (const key of summary.signingKeys) await control.addPublicKey({ ...describeKey(key), ...validity(plan) });
  await writePlanted(folder, summary);
  return summary;
}

type Target = Pick<ActivityPlan, 'bucket' | 'prefix' | 'trail' | 'homeRegion'>;

async function findTarget(control: SandboxControl, organization: EmulatedOrganization): Promise<Target> {
  const trails = await control.listTrails();
  const trail = trails.find(({ isOrganizationTrail }) => isOrganizationTrail) ?? trails[0];
  if (trail) return targetOf(trail);
  // Without a trail of its own an organization still has its archive.
  const resources = await control.listResources();
  const bucket = resources.find(({ type, physicalId }) => type === 'AWS::S3::Bucket' && isArchive(physicalId));
  if (bucket?.physicalId) {
    return { bucket: bucket.physicalId, prefix: organization.id, trail: TRAIL, homeRegion: bucket.region };
  }
  throw new MetsukeError('not-found', 'The sandbox has no log archive yet.', {
    hint: 'Govern it first: metsuke apply. Or write into a folder: metsuke sandbox activity --out ./activity',
  });
}

function isArchive(name: string | null): boolean {
  return name !== null && /-logs-\d{12}-/.test(name) && !name.includes('access-logs');
}

function targetOf({ bucket, prefix, name, region }: EmulatedTrail): Target {
  return { bucket, prefix, trail: name, homeRegion: region };
}

function makeActivityPlan(
  { seed, days, until }: ActivityOptions,
  { id, managementAccountId, accounts }: EmulatedOrganization,
  target: Target,
): ActivityPlan {
  const lastDay = Math.floor(until.getTime() / DAY_MS) * DAY_MS;
  return {
    seed,
    organizationId: id,
    managementAccountId,
    accounts: accounts.filter(({ state }) => state === 'ACTIVE'),
    ...target,
    from: new Date(lastDay - (days - 1) * DAY_MS),
    until,
  };
}

async function listBuckets(control: SandboxControl, { homeRegion }: Target): Promise<readonly string[]> {
  const resources = await control.listResources();
  return resources.flatMap(({ type, region, physicalId }) =>
    type === 'AWS::S3::Bucket' && region === homeRegion && physicalId !== null ? [physicalId] : [],
  );
}

function openEmulatorSink(control: SandboxControl, bucket: string, route: ReturnType<typeof makeRoutes>): Sink {
  return {
    location: `s3://${bucket}`,
    async put(objects) {
      const inBuckets = new Map<string, ArchiveObject[]>();
      for (const object of objects) {
        const place = route(object.key);
        const others = inBuckets.get(place.bucket) ?? [];
        others.push({ ...object, key: place.key });
        inBuckets.set(place.bucket, others);
      }
      for (const [name, all] of inBuckets) {
        for (let at = 0; at < all.length; at += OBJECTS_AT_ONCE) {
          await control.putObjects(name, all.slice(at, at + OBJECTS_AT_ONCE));
        }
      }
    },
  };
}

async function writePlanted(folder: string, { planted }: ActivitySummary): Promise<void> {
  await mkdir(folder, { recursive: true });
  writePrivateFile(join(folder, 'planted.json'), `${JSON.stringify(planted, null, 2)}\n`);
}

/** As `aws cloudtrail list-public-keys` prints them. */
function publicKeysText(keys: readonly SigningKey[], plan: ActivityPlan): string {
  const { validFrom, validTo } = validity(plan);
  const PublicKeyList = keys.map(describeKey).map(({ fingerprint, value }) => ({
    Value: value,
    ValidityStartTime: validFrom,
    ValidityEndTime: validTo,
    Fingerprint: fingerprint,
  }));
  return `${JSON.stringify({ PublicKeyList }, null, 2)}\n`;
}

function describeKey({ region, fingerprint, publicKey }: SigningKey) {
  return { region, fingerprint, value: publicKey };
}

/** A key of CloudTrail is valid for some weeks; this one as long as it is needed. */
function validity({ from, until }: ActivityPlan): { readonly validFrom: string; readonly validTo: string } {
  const [first, last] = [new Date(from.getTime() - DAY_MS), new Date(until.getTime() + 30 * DAY_MS)];
  return { validFrom: first.toISOString(), validTo: last.toISOString() };
}
