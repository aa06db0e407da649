import { describe, expect, it } from 'vitest';
import { Screen } from '../../../test/support/screen.ts';
import { makeLiveRegion } from './live-region.ts';

function aRegion(rows = 10, columns = 30) {
  const screen = new Screen(rows, columns);
  const write = (text: string): void => screen.write(text);
  let resized = (): void => {};
  const region = makeLiveRegion({
    write,
    size: () => ({ columns: screen.columns, rows: screen.rows }),
    onResize: (listener) => {
      resized = listener;
    },
  });
  const resize = (toRows: number, toColumns: number): void => {
    screen.resize(toRows, toColumns);
    resized();
  };
  return { screen, region, resize, say: (text: string) => region.above(text, write) };
}

describe('a live region', () => {
  it('is redrawn in place, with more or fewer lines, and leaves nothing behind', () => {
    const { screen, region } = aRegion();
    region.show(['one', 'two']);
    expect(screen.isCursorShown).toBe(false);
    region.show(['1', '2', '3']);
    expect(screen.text()).toEqual(['1', '2', '3']);
    region.show(['last']);
    expect(screen.text()).toEqual(['last']);
    region.show([]);
    expect(screen.text()).toEqual([]);
    expect(screen.isCursorShown).toBe(true);
  });

  it('stays below what is written meanwhile', () => {
    const { screen, region, say } = aRegion();
    region.show(['step 1', 'step 2']);
    say('a warning\n');
    expect(screen.text()).toEqual(['a warning', 'step 1', 'step 2']);
    say('half a ');
    expect(screen.text()).toEqual(['a warning', 'half a']);
    say('line\n');
    expect(screen.text()).toEqual(['a warning', 'half a line', 'step 1', 'step 2']);
  });

  it('never has a line as wide as the terminal, names in Japanese and colours included', () => {
    const { screen, region } = aRegion(10, 30);
    region.show([`\u001b[31m✖ ログ集約アカウント本番環境 (333333333333)\u001b[39m failed`, 'next']);
    expect(screen.text()).toEqual(['✖ ログ集約アカウント本番…', 'next']);
  });

  it.each([
    [10, 14],
    [10, 60],
    [4, 20],
  ])('is whole again in a terminal of %i rows and %i columns', (rows, columns) => {
    const { screen, region, resize, say } = aRegion(10, 30);
    say('above\n');
    region.show(['the first line is long enough', 'the second']);
    resize(rows, columns);
    const first =
      columns < 34 ? `${'the first line is long enough'.slice(0, columns - 5)}…` : 'the first line is long enough';
    expect(screen.text()).toEqual(['above', first, 'the second'.slice(0, columns)]);
  });

  it('shows the last lines where the terminal has too few rows', () => {
    const { screen, region } = aRegion(3, 30);
    region.show(['1', '2', '3', '4']);
    region.show(['1', '2', '3', '5']);
    expect(screen.text()).toEqual(['3', '5']);
  });

  it('gives the cursor back that a question hid, when the process ends at it', () => {
    const { screen, region } = aRegion();
    region.show(['at work']);
    region.hold();
    screen.write('\u001b[?25l? Apply');
    region.end();
    expect(screen.isCursorShown).toBe(true);
    expect(screen.text()).toEqual(['? Apply']);
  });

  it('keeps away while a question is asked', () => {
    const { screen, region } = aRegion();
    region.show(['at work']);
    region.hold();
    region.show(['at work still']);
    expect(screen.text()).toEqual([]);
    expect(screen.isCursorShown).toBe(true);
    region.letGo();
    expect(screen.text()).toEqual(['at work still']);
  });
});
