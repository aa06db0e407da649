import type { Fleet, Images, Posture } from '../posture/schema.ts';
import type { Column } from './columns.ts';
import type { Directory } from './directory.ts';
import { compare, placed, type Row, wordsOf } from './rows.ts';

export type PackageRow = NonNullable<Fleet['packages']>['versions'][number];

/** A version is on instances of many accounts: it has no account or unit to be filtered by. */
export function filterPackages(rows: readonly PackageRow[], q: string | undefined): readonly PackageRow[] {
  const words = wordsOf(q);
  if (words.length === 0) return rows;
  return rows.filter(({ name, version }) => {
    const text = `${name} ${version}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export const PACKAGE_COLUMNS: readonly Column<PackageRow>[] = [
  { id: 'package', word: 'package', value: ({ name }) => name, width: 24 },
  { id: 'version', word: 'version', value: ({ version }) => version, width: 24 },
  { id: 'instances', word: 'instances', value: ({ instances }) => instances, width: 10 },
  { id: 'accounts', word: 'accountsOf', value: ({ accounts }) => accounts, width: 10 },
];

export interface ImageRow extends Row, Omit<Images['instances'][number], 'account' | 'region' | 'name'> {
  readonly id: string;
  /** Of the instance; `name` is that of its account. */
  readonly tag: string;
}

/** Only governed accounts are asked: of one that is not, it is not known that no instance runs there. */
export function areAllAsked({ accounts }: Posture, { notAsked }: Images): boolean {
  return notAsked.length === 0 && accounts.some(({ notGoverned }) => notGoverned === null);
}

const OLD_FIRST = ['old', 'foreign', 'newest'];

/** Those that run an earlier image of ours first. */
export function imageRows({ images }: Posture, directory: Directory): readonly ImageRow[] {
  if (images.state === 'not-read') return [];
  return images.instances
    .map(({ name: tag, ...instance }): ImageRow => {
      const at = placed(instance.account, instance.region, directory);
      const { instance: id, imageId, age, pipeline } = instance;
      return {
        ...instance,
        ...at,
        id,
        tag,
        text: `${at.text} ${id} ${tag} ${imageId} ${age} ${pipeline}`.toLowerCase(),
      };
    })
    .sort((a, b) => OLD_FIRST.indexOf(a.age) - OLD_FIRST.indexOf(b.age) || compare(a.name, b.name));
}

export const IMAGE_COLUMNS: readonly Column<ImageRow>[] = [
  { id: 'age', word: 'imageAge', value: ({ age }) => age, width: 11 },
  { id: 'instance', word: 'instance', value: ({ id }) => id, width: 14 },
  { id: 'tag', word: 'name', value: ({ tag }) => tag, width: 12 },
  { id: 'name', word: 'account', value: ({ name }) => name, width: 10 },
  { id: 'pipeline', word: 'pipeline', value: ({ pipeline }) => pipeline, width: 12 },
  { id: 'image', word: 'image', value: ({ imageId }) => imageId, width: 15 },
  { id: 'started', word: 'started', value: ({ startedAt }) => startedAt, width: 13.5 },
  { id: 'region', word: 'region', value: ({ region }) => region, width: 10 },
  { id: 'unit', word: 'unit', value: ({ unit }) => unit, width: 12 },
  { id: 'account', word: 'accountId', value: ({ account }) => account, width: 9.5 },
];
