import type { InstalledPackage } from './fleet.ts';

/** A version of a package, and on how many instances of how many accounts it is. */
export interface PackageVersion {
  readonly name: string;
  readonly version: string;
  readonly family: InstalledPackage['family'];
  readonly instances: number;
  readonly accounts: number;
}

/** In the order of the packages. */
export function byVersion(packages: readonly InstalledPackage[]): readonly PackageVersion[] {
  const groups = new Map<string, InstalledPackage[]>();
  for (const one of packages) {
    const key = JSON.stringify([one.name, one.version, one.family]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { name, version, family } = first;
    const instances = new Set(group.map((one) => `${one.account} ${one.region} ${one.instance}`)).size;
    return [{ name, version, family, instances, accounts: new Set(group.map(({ account }) => account)).size }];
  });
}
