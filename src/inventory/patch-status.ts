import { ask, type FleetArchive, type Place, placeOf, type Read, text } from './ask.ts';

/** What the last scan or installation found on an instance. */
export interface PatchStatus extends Place {
  readonly patchGroup: string;
  readonly missing: number;
  readonly failed: number;
  /** Installed, and waiting for a reboot. */
  readonly pendingReboot: number;
  /** Of those that are missing, failed or pending: how many are critical ones. */
  readonly critical: number;
  /** `Scan` or `Install` */
  readonly operation: string;
  /** When it ended, ISO 8601; '' when it did not say. */
  readonly ended: string;
}

const SQL = `SELECT c.accountid, c.region, c.resourceid, i.computername, i.platformname, i.platformversion, c.capturetime,
  c.patchgroup, c.missingcount, c.failedcount, c.installedpendingrebootcount, c.criticalnoncompliantcount,
  c.operationtype, c.operationendtime
FROM patch_compliance c
LEFT JOIN ssm_instances i ON i.accountid = c.accountid AND i.region = c.region AND i.resourceid = c.resourceid
WHERE coalesce(i.instancestatus, '') <> 'Terminated'`;

/** The worst first. */
export async function readPatchStatus(archive: FleetArchive): Promise<Read<PatchStatus>> {
  const { rows, problems } = await ask(archive, SQL);
  const items = rows.map((row): PatchStatus => {
    const [patchGroup = '', missing, failed, pendingReboot, critical, operation = '', ended = ''] = row
      .slice(7)
      .map(text);
    return {
      ...placeOf(row, archive.accounts),
      patchGroup,
      missing: countOf(missing),
      failed: countOf(failed),
      pendingReboot: countOf(pendingReboot),
      critical: countOf(critical),
      operation,
      ended,
    };
  });
  return { items: items.toSorted(byUrgency), problems };
}

export function needsWork({ missing, failed, pendingReboot }: PatchStatus): boolean {
  return missing + failed + pendingReboot > 0;
}

function countOf(text: string | undefined): number {
  return /^\d+$/.test(text ?? '') ? Number(text) : 0;
}

function byUrgency(a: PatchStatus, b: PatchStatus): number {
  const work = (one: PatchStatus) => one.missing + one.failed + one.pendingReboot;
  const [x, y] = [a, b].map((one) => `${one.account} ${one.region} ${one.instance}`);
  return b.critical - a.critical || work(b) - work(a) || ((x ?? '') < (y ?? '') ? -1 : 1);
}
