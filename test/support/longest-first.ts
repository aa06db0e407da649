import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** In a fresh checkout nothing is known yet of how long a file takes, and vitest would go by its size. */
export const LONG: readonly string[] = [
  'test/images/playbook.test.ts',
  'test/e2e/thousand-accounts.test.ts',
  'test/e2e/readme.test.ts',
  'test/e2e/trino.test.ts',
  'test/e2e/files.test.ts',
  'test/e2e/bench.test.ts',
  'test/e2e/interruption.test.ts',
  'test/e2e/evidence.test.ts',
  'test/e2e/config.test.ts',
  'test/templates/control-tower.test.ts',
  'test/templates/cfn-lint.test.ts',
];

/** What takes longest begins first, lest all but one core wait for it at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return sortLongestFirst(await super.sort(files));
  }
}

export function sortLongestFirst<File extends { readonly moduleId: string }>(files: readonly File[]): File[] {
  const rank = ({ moduleId }: File): number => {
    const place = LONG.findIndex((name) => moduleId.endsWith(`/${name}`));
    return place < 0 ? LONG.length : place;
  };
  return [...files].sort((a, b) => rank(a) - rank(b));
}
