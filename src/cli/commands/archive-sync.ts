import { syncArchive } from '../../archive/sync/sync.ts';
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
  const { store } = await openArchive(session, bucket === undefined ? {} : { bucket });
  const counter = makeCounter(terminal, () => clock.now());
  const counts = { objects: 0, bytes: 0 };
  const synced = await syncArchive({
    store,
    folder,
    ...parseAccounts(options.account),
    ...parseDays(options, new Date(clock.now())),
    onObject({ bytes, outcome }) {
      counts.objects += 1;
      if (outcome === 'copied') counts.bytes += bytes;
      counter.show(() => `${countOf(counts.objects, 'object')}, ${megabytes(counts.bytes)} MB copied`);
    },
  });
  counter.finish();
  const { copied, unchanged, gone, bytes } = synced;
  const expired = gone === 0 ? '' : `, ${countOf(gone, 'object')} expired meanwhile`;
  terminal.out(
    session.options.json
      ? `${JSON.stringify({ from: store.location, folder, ...synced }, null, 2)}\n`
      : `${countOf(copied, 'object')} copied (${megabytes(bytes)} MB), ${unchanged} unchanged${expired}: ${store.location} → ${folder}\n`,
  );
  return EXIT.done;
}
