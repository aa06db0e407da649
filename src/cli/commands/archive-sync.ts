import { mkdir } from 'node:fs/promises';
import { type Synced, syncArchive } from '../../archive/sync/sync.ts';
import { EXIT } from '../../domain/errors.ts';
import { parseAccounts, parseDays } from '../days.ts';
import { openArchive } from '../open-archive.ts';
import { makeCounter } from '../render/counter.ts';
import { countOf, megabytes } from '../render/text.ts';
import type { Session } from '../session.ts';

export interface ArchiveSyncOptions {
  readonly folder: string;
  readonly bucket?: string;
  readonly account?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

export async function run(session: Session, options: ArchiveSyncOptions): Promise<number> {
  const { terminal, clock } = session;
  const { bucket, folder } = options;
  await mkdir(folder, { recursive: true });
  const { store, others = {} } = await openArchive(session, bucket === undefined ? {} : { bucket });
  const stores = [store, ...Object.values(others)];
  const counter = makeCounter(terminal, () => clock.now());
  const counts = { objects: 0, bytes: 0 };
  let synced: Synced = { copied: 0, unchanged: 0, gone: 0, bytes: 0 };
  for (const each of stores) {
    const more = await syncArchive({
      store: each,
      folder,
      ...parseAccounts(options.account),
      ...parseDays(options, new Date(clock.now())),
      onObject({ bytes, outcome }) {
        counts.objects += 1;
        if (outcome === 'copied') counts.bytes += bytes;
        counter.show(() => `${countOf(counts.objects, 'object')}, ${megabytes(counts.bytes)} MB copied`);
      },
    });
    synced = sum(synced, more);
  }
  counter.finish();
  const { copied, unchanged, gone, bytes } = synced;
  const from = stores.map(({ location }) => location).join(' + ');
  const expired = gone === 0 ? '' : `, ${countOf(gone, 'object')} expired meanwhile`;
  terminal.out(
    session.options.json
      ? `${JSON.stringify({ from, folder, ...synced }, null, 2)}\n`
      : `${countOf(copied, 'object')} copied (${megabytes(bytes)} MB), ${unchanged} unchanged${expired}: ${from} → ${folder}\n`,
  );
  return EXIT.done;
}

function sum(a: Synced, b: Synced): Synced {
  return {
    copied: a.copied + b.copied,
    unchanged: a.unchanged + b.unchanged,
    gone: a.gone + b.gone,
    bytes: a.bytes + b.bytes,
  };
}
