import * as z from 'zod';
import { refuseNewer } from '../../domain/newer-format.ts';

/** Names inside a bundle. They are what a cover page speaks of: never change one. */
export const BUNDLE = {
  objects: 'objects',
  publicKeys: 'public-keys',
  keyList: 'public-keys/list-public-keys.json',
  reports: 'reports',
  case: 'case.json',
  inventory: 'inventory.csv',
  verification: 'verification.json',
  manifest: 'MANIFEST.sha256',
  signature: 'MANIFEST.sha256.sig',
  signer: 'signer.pem',
  /** Of a pack of reports, which has no log files and so no case. */
  pack: 'pack.json',
} as const;

/** The seal and what proves it cannot be part of what is sealed. */
export const UNSEALED: readonly string[] = [BUNDLE.manifest, BUNDLE.signature, BUNDLE.signer];

const VERSION = 1;

/** What a bundle is about: `case.json`. */
const caseSchema = z.object({
  format: z.literal('metsuke-evidence'),
  version: z.literal(VERSION),
  name: z.string(),
  askedBy: z.string().nullable(),
  reason: z.string().nullable(),
  accounts: z.array(z.string()),
  regions: z.array(z.string()),
  /** ISO 8601, both included. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  exportedAt: z.iso.datetime(),
  /** Of the archive that it was taken from. */
  location: z.string(),
  /** Where the public keys came from. */
  keySource: z.string(),
  metsukeVersion: z.string(),
  objects: z.number(),
  logFiles: z.number(),
  digests: z.number(),
  findings: z.number(),
});
export type EvidenceCase = z.output<typeof caseSchema>;

/** Null for what is no case; throws for one of a newer version. */
export function parseCase(text: string): EvidenceCase | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  refuseNewer(BUNDLE.case, (found as { version?: unknown } | null)?.version, VERSION);
  return caseSchema.safeParse(found).data ?? null;
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
