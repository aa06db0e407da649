import { sqlText } from '../archive/tables/sql-text.ts';
import type { KnownAccount } from '../domain/known-account.ts';
import type { Row } from '../query/engine.ts';
import { ask, type FleetArchive, type Place, placeOf, type Read, text } from './ask.ts';
import { familyOf } from './family.ts';
import type { PackageQuery } from './package-query.ts';
import { compareVersions, type PackageFamily, satisfies } from './versions.ts';

export interface Instance extends Place {
  readonly agentVersion: string;
  readonly address: string;
}

export interface InstalledPackage extends Place {
  readonly name: string;
  /** With epoch and release: `1:3.0.8-1.amzn2023.0.3`. */
  readonly version: string;
  readonly architecture: string;
  readonly family: PackageFamily;
}

const INSTANCES = `SELECT accountid, region, resourceid, computername, platformname, platformversion, capturetime,
  agentversion, ipaddress
FROM ssm_instances
WHERE coalesce(instancestatus, '') <> 'Terminated'
ORDER BY accountid, region, resourceid`;

export async function readInstances(archive: FleetArchive): Promise<Read<Instance>> {
  const { rows, problems } = await ask(archive, INSTANCES);
  const items = rows.map((row) => {
    const [agentVersion = '', address = ''] = row.slice(7).map(text);
    return { ...placeOf(row, archive.accounts), agentVersion, address };
  });
  return { items, problems };
}

/** Sorted by name, the newest version first. */
export async function readPackages(archive: FleetArchive, query: PackageQuery | null): Promise<Read<InstalledPackage>> {
  const { rows, problems } = await ask(archive, packagesSql(query));
  const all = rows.map((row) => packageOf(row, archive.accounts));
  const wanted = query?.requirement ?? null;
  const items = wanted === null ? all : all.filter(({ family, version }) => satisfies(family, version, wanted));
  return { items: items.toSorted(byNameAndVersion), problems };
}

function packagesSql(query: PackageQuery | null): string {
  const where =
    query === null || query.name === '*' ? '' : `AND lower(p.name) LIKE ${likeText(query.name)} ESCAPE '\\'`;
  return `SELECT p.accountid, p.region, p.resourceid, i.computername, i.platformname, i.platformversion, p.capturetime,
  p.name, p.epoch, p.version, p.release, p.architecture, p.packageid, i.platformtype
FROM ssm_inventory p
LEFT JOIN ssm_instances i ON i.accountid = p.accountid AND i.region = p.region AND i.resourceid = p.resourceid
WHERE coalesce(i.instancestatus, '') <> 'Terminated' ${where}`;
}

function likeText(pattern: string): string {
  return sqlText(
    pattern
      .toLowerCase()
      .replaceAll(/[\\%_]/g, '\\$&')
      .replaceAll('*', '%'),
  );
}

function packageOf(row: Row, accounts: readonly KnownAccount[]): InstalledPackage {
  const [name = '', epoch = '', version = '', release = '', architecture = '', packageId = '', platformType = ''] = row
    .slice(7)
    .map(text);
  const place = placeOf(row, accounts);
  const family = familyOf({ packageId, platformType, platform: place.platform, release });
  return { ...place, name, version: fullVersion({ epoch, version, release }), architecture, family };
}

/** The agent gives an epoch and a release of their own, or has them in the version already. */
function fullVersion({ epoch, version, release }: Readonly<Record<'epoch' | 'version' | 'release', string>>): string {
  const isEpoch = /^[1-9]\d*$/.test(epoch) && !version.startsWith(`${epoch}:`);
  const isRelease = release !== '' && !version.endsWith(`-${release}`);
  return `${isEpoch ? `${epoch}:` : ''}${version}${isRelease ? `-${release}` : ''}`;
}

function byNameAndVersion(a: InstalledPackage, b: InstalledPackage): number {
  const families = a.family === b.family ? 0 : a.family < b.family ? -1 : 1;
  return (
    textOrder(a.name.toLowerCase(), b.name.toLowerCase()) ||
    families ||
    compareVersions(a.family, b.version, a.version) ||
    textOrder(`${a.account} ${a.region} ${a.instance}`, `${b.account} ${b.region} ${b.instance}`)
  );
}

function textOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
