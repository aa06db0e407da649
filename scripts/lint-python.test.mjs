import { expect, it } from 'vitest';
import { MOST_LINES, violationsIn } from './lint-python.mjs';

it('refuses a Python file that holds more than one idea, and a class that is mixed from others', () => {
  const first = 'class Api(Parts):\n';
  expect(violationsIn('a.py', first + 'pass\n'.repeat(MOST_LINES - 1))).toEqual([]);
  expect(violationsIn('a.py', first + 'pass\n'.repeat(MOST_LINES))).toEqual([
    expect.stringMatching(/a\.py: 301 lines/),
  ]);
  expect(violationsIn('a.py', 'class Api(OneApi, OtherApi):\n')).toEqual([expect.stringMatching(/Api is mixed/)]);
});
