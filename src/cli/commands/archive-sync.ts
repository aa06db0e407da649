import { mkdir } from 'node:fs/promises';
import { MOST_COPIED_BYTES, type Synced, syncArchive } from '../../archive/sync/sync.ts';
import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { countOf, megabytes } from '../../domain/text/phrases.ts';
import { type Refusal, refusalProblems } from '../../files/refusals.ts';
import { parseAccounts, parseDays } from '../days.ts';
import { openArchive } from '../open-archive.ts';
import { tellProblems } from '../render/problems.ts';
import type { Session } from '../session.ts';

export interface ArchiveSyncOptions {
  readonly folder: string;
  readonly bucket?: string;
  readonly bucketOwner?: string;
  readonly account?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/** Ends with 1 when an object was refused: the others are in the copy. */
export async function run(session: Session, options: ArchiveSyncOptions): Promise<number> {
  const { terminal, clock } = session;
  const { bucket, bucketOwner, folder } = options;
  await mkdir(folder, { recursive: true });
  const where = { ...(bucket && { bucket }), ...(bucketOwner && { bucketOwner }) };
  const { store, others = {}, refusals } = await openArchive(session, where, MOST_COPIED_BYTES);
  const stores = [store, ...Object.values(others)];
  const counts = { objects: 0, bytes: 0 };
  let synced: Synced = { copied: 0, unchanged: 0, gone: 0, bytes: 0, refused: [] };
  const line = (): string =>
    say`Copying the archive: ${countOf(counts.objects, 'object')} looked at, ${megabytes(counts.bytes)} MB copied`;
  const syncOne = (each: (typeof stores)[number]): Promise<Synced> =>
    syncArchive({
      store: each,
      folder,
      ...parseAccounts(options.account),
      ...parseDays(options, new Date(clock.now())),
      onObject({ bytes, outcome }) {
        counts.objects += 1;
        if (outcome === 'copied') counts.bytes += bytes;
      },
    });
  for (const each of stores) synced = sum(synced, await session.progress.during(line, () => syncOne(each)));
  // Most are refused where the bucket is opened, before they reach the copy.
  synced = { ...synced, refused: [...refusals.list(), ...synced.refused] };
  const { copied, unchanged, gone, bytes, refused } = synced;
  const from = stores.map(({ location }) => location).join(' + ');
  const expired = gone === 0 ? '' : say`, ${countOf(gone, 'object')} expired meanwhile`;
  const left = sayRefused(refused);
  tellProblems(session.options.json ? [] : refusalProblems(refused), terminal);
  terminal.out(
    session.options.json
      ? `${JSON.stringify({ from, folder, ...synced }, null, 2)}\n`
      : say`${countOf(copied, 'object')} copied (${megabytes(bytes)} MB), ${unchanged} unchanged${expired}${left}: ${from} → ${folder}\n`,
  );
  return refused.length > 0 ? EXIT.failed : EXIT.done;
}

function sayRefused(refused: readonly Refusal[]): string {
  const count = refused.reduce((all, each) => all + each.count, 0);
  return count === 0 ? '' : say`, ${countOf(count, 'object')} refused`;
}

function sum(a: Synced, b: Synced): Synced {
  return {
    copied: a.copied + b.copied,
    unchanged: a.unchanged + b.unchanged,
    gone: a.gone + b.gone,
    bytes: a.bytes + b.bytes,
    refused: [...a.refused, ...b.refused],
  };
}
