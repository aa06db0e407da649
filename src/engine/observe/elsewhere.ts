import { MetsukeError } from '../../domain/errors.ts';
import type { Ports } from './ports.ts';
import type { ObservedElsewhere } from './snapshot.ts';

/** Stack sets live in the home region alone: another region may have those of an earlier one. A call per region. */
export async function readElsewhere(
  ports: Ports,
  regions: readonly string[],
  stackSetNames: readonly string[],
): Promise<readonly ObservedElsewhere[]> {
  const found = await Promise.all(regions.map((region) => readRegion(ports, region, stackSetNames)));
  return found.filter(({ stackSets, unseen }) => stackSets.length > 0 || unseen !== undefined);
}

async function readRegion(ports: Ports, region: string, ours: readonly string[]): Promise<ObservedElsewhere> {
  try {
    const names = await ports.stackSets.listNames(region);
    return { region, stackSets: names.filter((name) => ours.includes(name)) };
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return { region, stackSets: [], unseen: error.message };
  }
}
