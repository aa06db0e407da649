import type { NewestLogs } from '../../domain/newest-logs.ts';
import type { Manifest } from './manifest.ts';

/** Where the curated table is kept: a folder, or a bucket. */
export interface CuratedPlace {
  /** For people: a folder, or `s3://example-curated/logs`. */
  readonly location: string;
  /** Undefined when the day was never finished, or when its parts are not those that were written then. */
  readManifest(day: string): Promise<Manifest | undefined>;
  /** Rejects with `archive-in-use`, and who is at it, while another one works there. */
  begin(): Promise<CuratedWork>;
}

/** One compaction's turn. */
export interface CuratedWork {
  /** A folder for this turn alone. */
  readonly temporary: string;
  /** To be called every few minutes at least: a turn that is held without a sign of life is given to somebody else. */
  stay(): Promise<void>;
  /** The parts of a day, as files. */
  fetch(manifest: Manifest): Promise<readonly string[]>;
  /** Puts parts into their place, and the manifest last. */
  publish(made: MadeDay): Promise<void>;
  /** What was found of each account, for who asks the bucket; a folder has nobody who does. */
  noteNewest?(found: NewestLogs): Promise<void>;
  end(): Promise<void>;
}

export interface MadeDay {
  readonly manifest: Manifest;
  /** In which the parts of the manifest are, by their names. */
  readonly folder: string;
  /** Makes a part without rows: what replaces a part that is not needed any more where nothing can be removed. */
  readonly makeEmpty: () => Promise<string>;
}
