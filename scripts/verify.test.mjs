import { describe, expect, it } from 'vitest';
import { judgeSkips, parseJunit, sumUp } from './verify.mjs';

describe('a report of pytest', () => {
  it('is counted', () => {
    const xml = `<?xml version="1.0"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="2" skipped="1" tests="9" time="1.2">
<testcase classname="tests.test_a" name="test_b[x]" time="0.0"><skipped type="pytest.skip" message="needs &lt;moto&gt;">a.py:1</skipped></testcase>
<testcase classname="tests.test_a" name="test_c" time="0.1" /></testsuite></testsuites>`;
    expect(parseJunit(xml)).toEqual({
      passed: 5,
      failed: 3,
      skipped: [{ name: 'tests.test_a test_b[x]', reason: 'needs <moto>' }],
    });
  });

  it('without a suite counts as none', () => {
    expect(parseJunit('')).toBeNull();
  });
});

it('adds up all runners', () => {
  const skip = { name: 'a', reason: 'b' };
  expect(
    sumUp([
      { passed: 1, failed: 0, skipped: [] },
      { passed: 2, failed: 1, skipped: [skip] },
    ]),
  ).toEqual({ passed: 3, failed: 1, skipped: [skip] });
});

describe('a skipped test', () => {
  const counts = {
    passed: 1,
    failed: 0,
    skipped: [
      { name: 'sandbox', reason: 'moto is not installed' },
      { name: 'browser', reason: 'no browser here' },
    ],
  };

  it('stays skipped on a machine of a person', () => {
    expect(judgeSkips(counts, { strict: false })).toMatchObject({ failed: 0, skipped: counts.skipped });
  });

  it('fails in continuous integration when a registry has what it lacks', () => {
    const judged = judgeSkips(counts, { strict: true });
    expect(judged).toMatchObject({ failed: 1, skipped: [counts.skipped[1]], inexcusable: [counts.skipped[0]] });
  });

  it('fails there for want of a version of Node.js, too', () => {
    const reason = 'Node.js 22.23.3 cannot be installed from the npm registry';
    const skipped = [{ name: 'first way', reason }];
    expect(judgeSkips({ ...counts, skipped }, { strict: true })).toMatchObject({ failed: 1, inexcusable: skipped });
  });
});
