import { join } from 'node:path';
import { say } from '../../domain/say.ts';
import { type Damage, dayFolder, inspectDay, type Manifest, type Part } from './manifest.ts';

/** The curated table as a query reads it: in files of this machine. */
export interface CuratedFiles {
  /** Why the log files of a day were read although there is a part, in words that follow its name. */
  readonly readInstead: string;
  /** Learns what there is of these days, both included. Before everything else. */
  look(firstDay: string, lastDay: string): Promise<void>;
  /** A manifest, or what is wrong with it; undefined when the day was never finished. */
  inspect(day: string): Manifest | Damage | undefined;
  pathOf(day: string, part: Part): string;
  /** Has the parts of the days at their paths. One that is not what its manifest says is missing there. */
  fetch(manifests: readonly Manifest[]): Promise<void>;
}

/** @param root the folder in which `metsuke archive compact` made `curated/` */
export function filesInFolder(root: string): CuratedFiles {
  return {
    readInstead: READ_INSTEAD,
    look: async () => {},
    inspect: (day) => inspectDay(root, day),
    pathOf: (day, { name }) => join(dayFolder(root, day), name),
    fetch: async () => {},
  };
}

/** A compaction leaves a day alone whose parts have the sizes of its manifest: what is damaged must go first. */
const READ_INSTEAD = say`is damaged; the log files of that day were read instead. Remove it and repeat: metsuke archive compact`;
