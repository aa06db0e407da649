import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MetsukeError } from '../domain/errors.ts';
import { asFileError } from '../files/file-error.ts';
import { openInside } from '../files/inside.ts';
import { requireWritable, writeWhole } from '../files/write-whole.ts';

interface SheetFiles {
  readonly name: string;
  readonly csv: string;
  readonly html: string;
}

/** A CSV that is there may be half filled in: it is never replaced, and nothing is written when one is. */
export async function writeSheets(folder: string, files: readonly SheetFiles[]): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw asFileError(error, folder) ?? error;
  });
  const inside = openInside(folder);
  const pathOf = (name: string): string => {
    const placed = inside.toWrite(name);
    if ('path' in placed) return placed.path;
    throw new MetsukeError('file-failed', `${join(folder, name)} ${placed.refused}.`);
  };
  for (const { name } of files) await requireWritable(pathOf(`${name}.csv`), { isNew: true });
  for (const { name, csv, html } of files) {
    await writeWhole(pathOf(`${name}.html`), html);
    await writeWhole(pathOf(`${name}.csv`), csv, { isNew: true });
  }
}
