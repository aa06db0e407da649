import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../sandbox/package-root.ts';
import { CHARGES } from './ask-init.ts';

it.each(Object.values(CHARGES).map((charge) => [charge.label, charge] as const))(
  'what %s costs is what its page says',
  (_label, { hint, page }) => {
    const text = readFileSync(join(packageRoot(import.meta.url), 'docs', `${page}.md`), 'utf8');
    for (const [figure] of hint.matchAll(/\d+(\.\d+)?(,\d{3})*/g)) expect(text, figure).toContain(figure);
  },
);
