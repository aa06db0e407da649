import type { PublicKey, PublicKeys } from './public-keys.ts';

/** Finds the public key that a digest names, with few questions: a region's keys of a month are asked for once. */
export interface KeyRing {
  /** Null when CloudTrail had no such key in any of the regions at that time. */
  find(fingerprint: string, time: string, regions: readonly string[]): Promise<PublicKey | null>;
}

const MONTH_MS = 31 * 86_400_000;
/** A digest is signed minutes after the end of its hour; awscli looks two hours further too. */
const SLACK_MS = 2 * 3_600_000;

export function makeKeyRing(keys: PublicKeys): KeyRing {
  const months = new Map<string, Promise<readonly PublicKey[]>>();
  const listOf = (region: string, month: number): Promise<readonly PublicKey[]> => {
    const name = `${region} ${month}`;
    const from = month * MONTH_MS;
    const list = months.get(name) ?? keys.list(region, new Date(from - SLACK_MS), new Date(from + MONTH_MS + SLACK_MS));
    months.set(name, list);
    return list;
  };
  return {
    async find(fingerprint, time, regions) {
      const at = Date.parse(time);
      if (Number.isNaN(at)) return null;
      for (const region of new Set(regions)) {
        const list = await listOf(region, Math.floor(at / MONTH_MS));
        const found = list.find((key) => key.fingerprint === fingerprint && isValidAt(key, at));
        if (found) return found;
      }
      return null;
    },
  };
}

function isValidAt({ validFrom, validTo }: PublicKey, at: number): boolean {
  const begun = validFrom === undefined || Date.parse(validFrom) <= at + SLACK_MS;
  return begun && (validTo === undefined || Date.parse(validTo) >= at - SLACK_MS);
}
