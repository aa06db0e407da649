import { describe, expect, it } from 'vitest';
import { scansOf } from './scans.ts';

describe('a statement reads a table', () => {
  it.each([
    ['once', 'SELECT count(*) FROM cloudtrail', 1],
    ['never', 'SELECT 1', 0],
    ['never when a text or a comment names it', "SELECT 'cloudtrail' -- cloudtrail", 0],
    ['once, however often its columns are named', 'SELECT cloudtrail.a, cloudtrail.b FROM CloudTrail', 1],
    ['twice when it is joined with itself', 'SELECT * FROM cloudtrail AS a JOIN "cloudtrail" AS b ON a.x = b.x', 2],
    ['once for a definition used once', 'WITH a AS (SELECT (1) FROM cloudtrail) SELECT * FROM a', 1],
    [
      'once for each use of a definition',
      'WITH a AS (SELECT * FROM cloudtrail) SELECT * FROM a JOIN a AS b ON 1 = 1',
      2,
    ],
    [
      'as often as definitions of definitions say',
      'WITH a AS (SELECT * FROM cloudtrail), b AS (SELECT * FROM a, a AS c) SELECT * FROM b UNION SELECT * FROM b, a',
      5,
    ],
    ['never for a definition nobody uses', 'WITH a AS (SELECT * FROM cloudtrail) SELECT 1', 0],
  ])('%s', (_name, sql, expected) => expect(scansOf(sql, 'cloudtrail')).toBe(expected));
});
