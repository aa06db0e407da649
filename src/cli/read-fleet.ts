import type { FleetContent } from '../dashboard/posture/posture.ts';
import { type NotRead, notRead } from '../dashboard/posture/read-section.ts';
import { say } from '../domain/say.ts';
import { readInstances } from '../inventory/fleet.ts';
import { readPatchStatus } from '../inventory/patch-status.ts';
import { answerReport } from '../reports/ask.ts';
import { softwareInventory } from '../reports/software-inventory/report.ts';
import type { ArchiveOptions } from './open-archive.ts';
import { type OpenedEngine, openEngine } from './open-engine.ts';
import { tellProblems } from './render/problems.ts';
import type { Session } from './session.ts';

/** More versions than a page is searched for. */
const MOST_VERSIONS = 5_000;

/** Which version of what is on how many instances, the most first. */
async function readPackages({ engine, scope, accounts }: OpenedEngine, now: string): Promise<FleetContent['packages']> {
  const options = { scope, accounts, parameters: {}, limit: MOST_VERSIONS, now };
  const { rows, isCut } = await answerReport(softwareInventory, engine, options);
  const versions = rows.map(([name, version, instances, count]) => ({
    name: String(name ?? ''),
    version: String(version ?? ''),
    instances: Number(instances),
    accounts: Number(count),
  }));
  return { isCut, versions };
}

/** Managed instances, with what their last scan found. An archive without any is none that says that there are none. */
export async function readFleet(session: Session, where: ArchiveOptions): Promise<FleetContent | NotRead> {
  const { archive, bucket, bucketOwner } = where;
  const given = {
    ...(archive === undefined ? {} : { archive }),
    ...(bucket === undefined ? {} : { bucket }),
    ...(bucketOwner === undefined ? {} : { bucketOwner }),
  };
  const opened = await openEngine(session, { ...given, engine: 'duckdb', curated: false });
  try {
    const instances = await readInstances(opened);
    const scans = await readPatchStatus(opened);
    const problems = [...instances.problems, ...scans.problems];
    tellProblems(problems, session.terminal);
    if (instances.items.length === 0) {
      return notRead(say`The archive holds no inventory of instances (inventory in metsuke.yaml lets them report).`);
    }
    const now = new Date(session.clock.now()).toISOString();
    const keyOf = (one: { account: string; region: string; instance: string }): string =>
      `${one.account} ${one.region} ${one.instance}`;
    const found = new Map(scans.items.map((one) => [keyOf(one), one]));
    return {
      skipped: new Set(problems.map(({ key }) => key)).size,
      instances: instances.items.map((one) => {
        const { account, region, instance, computer, platform, captured } = one;
        const scan = found.get(keyOf(one));
        const patches = scan && {
          missing: scan.missing,
          failed: scan.failed,
          pendingReboot: scan.pendingReboot,
          critical: scan.critical,
          ended: scan.ended,
        };
        return {
          account,
          region,
          instance,
          computer,
          platform,
          agent: one.agentVersion,
          captured,
          patches: patches ?? null,
        };
      }),
      packages: await readPackages(opened, now),
    };
  } finally {
    await opened.engine.close();
  }
}
