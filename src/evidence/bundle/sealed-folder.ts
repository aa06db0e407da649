import { createHash } from 'node:crypto';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { asFileError } from '../../files/file-error.ts';
import { BUNDLE } from './bundle.ts';
import { formatManifest, hashFiles } from './manifest.ts';
import type { Signer } from './signer.ts';

export interface Sealed<T> {
  readonly made: T;
  /** SHA-256 of the manifest, to be kept elsewhere: it is what makes the folder unchangeable. */
  readonly seal: string;
}

/** A folder that appears whole, with a list of what is in it, or not at all: one that was interrupted must not look like one that is whole. */
export async function writeSealed<T>(
  folder: string,
  signer: Signer | undefined,
  write: (draft: string) => Promise<T>,
): Promise<Sealed<T>> {
  await requireEmpty(folder);
  const draft = `${folder}.partial`;
  await rm(draft, { recursive: true, force: true });
  try {
    const made = await write(draft);
    const seal = await writeSeal(draft, signer);
    await rename(draft, folder);
    return { made, seal };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** What was handed out is not overwritten. Says at once what would be said after the work is done. */
export async function requireEmpty(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw asFileError(error, folder) ?? error;
  });
  if (found.length === 0) return;
  throw new MetsukeError('usage', say`${folder} is not empty.`, {
    hint: say`Name another folder with --out, or remove it.`,
  });
}

async function writeSeal(folder: string, signer: Signer | undefined): Promise<string> {
  const manifest = Buffer.from(formatManifest(await hashFiles(folder)));
  await writeFile(join(folder, BUNDLE.manifest), manifest);
  if (signer) {
    await writeFile(join(folder, BUNDLE.signature), await signer.sign(manifest));
    await writeFile(join(folder, BUNDLE.signer), signer.publicKey);
  }
  return createHash('sha256').update(manifest).digest('hex');
}
