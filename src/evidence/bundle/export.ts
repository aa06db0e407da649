import { createPublicKey } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFolder } from '../../archive/folder-store.ts';
import type { ObjectStore } from '../../archive/object-store.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { forCsv } from '../../domain/text/media.ts';
import { visible } from '../../domain/text/visible.ts';
import { openInside } from '../../files/inside.ts';
import type { Refusal } from '../../files/refusals.ts';
import { makeKeyRing } from '../key-ring.ts';
import type { PublicKey, PublicKeys } from '../public-keys.ts';
import type { Span } from '../span.ts';
import { type Verification, verifyArchive } from '../verify.ts';
import { BUNDLE, type EvidenceCase, jsonText } from './bundle.ts';
import { type Collected, type Collection, collect } from './collect.ts';
import { type CoverInput, makeCover } from './cover.ts';
import { COVER_LANGUAGES, COVER_TEXT } from './cover-text.ts';
import { renderHtml, renderMarkdown } from './render-cover.ts';
import { writeSealed } from './sealed-folder.ts';
import { algorithmOf, type Signer } from './signer.ts';

export interface ExportOptions {
  readonly store: ObjectStore;
  readonly publicKeys: PublicKeys;
  readonly accounts: readonly string[];
  readonly regions?: readonly string[] | undefined;
  readonly span: { readonly [K in keyof Span]: string };
  readonly name: string;
  readonly askedBy?: string | undefined;
  readonly reason?: string | undefined;
  /** Must be empty or absent. */
  readonly folder: string;
  readonly now: Date;
  readonly metsukeVersion: string;
  readonly signer?: Signer | undefined;
  /** Answers to be sealed with the logs: name of a file → its text. `objects` is the copy that they are asked of. */
  readonly makeReports?: (objects: string) => Promise<ReadonlyMap<string, string>>;
  readonly onProgress?: (objects: number) => void;
}

export interface Exported {
  readonly folder: string;
  readonly evidenceCase: EvidenceCase;
  readonly verification: Verification;
  /** SHA-256 of the manifest, to be kept elsewhere: it is what makes the bundle unchangeable. */
  readonly seal: string;
  /** Objects that were left out; one for each reason. */
  readonly refused: readonly Refusal[];
}

/** A folder that proves itself: objects, keys, what was found, how to verify it without us, and a seal over all. */
export async function exportBundle(options: ExportOptions): Promise<Exported> {
  const { folder, signer } = options;
  const { made, seal } = await writeSealed(folder, signer, (draft) => writeBundle(draft, options));
  return { ...made, folder, seal };
}

async function writeBundle(folder: string, options: ExportOptions): Promise<Omit<Exported, 'folder' | 'seal'>> {
  const objects = join(folder, BUNDLE.objects);
  await mkdir(objects, { recursive: true });
  const collection = await collect({
    store: options.store,
    keyRing: makeKeyRing(options.publicKeys),
    span: options.span,
    accounts: options.accounts,
    regions: options.regions,
    folder: objects,
    onProgress: options.onProgress ?? (() => {}),
  });
  await writeKeys(folder, collection.publicKeys);
  const verification = await verifyCopy(objects, collection.publicKeys, options);
  const { refused } = collection;
  const evidenceCase = describeCase(options, collection, verification);
  const reports = await writeReports(folder, objects, options);
  await writeFile(join(folder, BUNDLE.inventory), inventoryText(collection.objects));
  await writeFile(join(folder, BUNDLE.verification), jsonText(verification));
  await writeFile(join(folder, BUNDLE.case), jsonText(evidenceCase));
  await writeCovers(folder, { evidenceCase, verification, reports, signature: signatureOf(options.signer) });
  return { evidenceCase, verification, refused };
}

/** What everybody will find who verifies the bundle: the same code, over the same files, with the same keys. */
export function verifyCopy(
  objects: string,
  keys: readonly PublicKey[],
  { span, now }: Pick<ExportOptions, 'span' | 'now'>,
): Promise<Verification> {
  const store: ObjectStore = { ...openFolder(objects), location: BUNDLE.objects };
  const publicKeys: PublicKeys = { source: BUNDLE.publicKeys, list: async () => keys };
  return verifyArchive({ store, publicKeys, span, asOf: now.toISOString() });
}

function describeCase(options: ExportOptions, { objects }: Collection, verification: Verification): EvidenceCase {
  const digests = objects.filter(({ kind }) => kind === 'digest').length;
  return {
    format: 'metsuke-evidence',
    version: 1,
    name: options.name,
    askedBy: options.askedBy ?? null,
    reason: options.reason ?? null,
    accounts: [...new Set(objects.map(({ account }) => account))].sort(),
    regions: [...new Set(objects.map(({ region }) => region))].sort(),
    from: options.span.from,
    to: options.span.to,
    exportedAt: options.now.toISOString(),
    location: options.store.location,
    keySource: options.publicKeys.source,
    metsukeVersion: options.metsukeVersion,
    objects: objects.length,
    logFiles: objects.length - digests,
    digests,
    findings: verification.findingCount,
  };
}

async function writeKeys(folder: string, keys: readonly PublicKey[]): Promise<void> {
  await mkdir(join(folder, BUNDLE.publicKeys), { recursive: true });
  const inside = openInside(folder, { folds: true });
  for (const key of keys) {
    // openssl reads the general form, CloudTrail tells the RSA one.
    const object = createPublicKey({ key: Buffer.from(key.value, 'base64'), format: 'der', type: 'pkcs1' });
    const pem = object.export({ type: 'spki', format: 'pem' });
    const placed = inside.toWrite(`${BUNDLE.publicKeys}/${key.fingerprint}.pem`);
    if ('refused' in placed) {
      throw new MetsukeError('usage', say`The public key ${visible(key.fingerprint)} ${placed.refused}.`, {
        hint: say`A fingerprint is letters and digits: look where the list of public keys comes from.`,
      });
    }
    await writeFile(placed.path, pem);
  }
  const PublicKeyList = keys.map(({ fingerprint, value, validFrom, validTo }) => ({
    Value: value,
    ValidityStartTime: validFrom,
    ValidityEndTime: validTo,
    Fingerprint: fingerprint,
  }));
  await writeFile(join(folder, BUNDLE.keyList), jsonText({ PublicKeyList }));
}

async function writeReports(
  folder: string,
  objects: string,
  { makeReports }: ExportOptions,
): Promise<readonly string[]> {
  const reports = await makeReports?.(objects);
  if (!reports || reports.size === 0) return [];
  await mkdir(join(folder, BUNDLE.reports), { recursive: true });
  for (const [name, text] of reports) await writeFile(join(folder, BUNDLE.reports, name), text);
  return [...reports.keys()].sort();
}

/** RFC 4180. */
function inventoryText(objects: readonly Collected[]): string {
  const header = 'kind,account,region,time,bytes,sha256,sha256_inflated,key';
  const rows = objects.map(({ kind, account, region, time, bytes, hash, inflatedHash, key }) =>
    [kind, account, region, time, bytes, hash, inflatedHash, forCsv(key)].join(','),
  );
  return [header, ...rows].map((row) => `${row}\r\n`).join('');
}

function signatureOf(signer: Signer | undefined): CoverInput['signature'] {
  const algorithm = signer && algorithmOf(signer.publicKey);
  return signer && algorithm ? { algorithm, name: signer.name } : null;
}

async function writeCovers(folder: string, input: CoverInput): Promise<void> {
  const covers = COVER_LANGUAGES.map((language) => [language, makeCover(input, language)] as const);
  for (const [language, blocks] of covers) {
    await writeFile(join(folder, `README.${language}.md`), renderMarkdown(blocks));
  }
  const title = `${COVER_TEXT.en.title}: ${input.evidenceCase.name}`;
  await writeFile(join(folder, 'index.html'), renderHtml(title, covers));
}
