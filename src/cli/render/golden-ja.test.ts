import { beforeAll, describe, expect, it } from 'vitest';
import { readable, withoutCodes } from '../../../test/support/view.ts';
import { speak } from '../../domain/say.ts';
import { JAPANESE } from '../../words/ja/catalogue.ts';
import { forScreen } from '../colors.ts';
import type { View } from '../terminal.ts';

type Show = (view: View) => Promise<string>;

const SHOWN: Readonly<Record<string, Show>> = {
  'a plan': async (view) => {
    const { aPlan } = await import('./golden.test-support.ts');
    return (await import('./plan.ts')).renderPlan(await aPlan(), view);
  },
  'a status': async (view) => {
    const { aStatus } = await import('./golden.test-support.ts');
    return (await import('./status.ts')).renderStatus(aStatus(), view);
  },
};

// Texts of modules are made when they are loaded: the language is chosen before, as the program does.
beforeAll(() => speak(JAPANESE));

describe.each(Object.entries(SHOWN))('%s in Japanese', (name, show) => {
  it('fits 80 columns', async () => {
    const { viewAt } = await import('./golden.test-support.ts');
    const { widthOf } = await import('./pieces.ts');
    const text = forScreen(await show(viewAt({ columns: 80 })));
    for (const line of text.split('\n')) expect(widthOf(withoutCodes(line))).toBeLessThanOrEqual(80);
    await expect(readable(text)).toMatchFileSnapshot(`golden/${name.replaceAll(' ', '-')}-in-Japanese-80-columns.txt`);
  });
});
