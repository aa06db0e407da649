// A vitest reporter: how many tests passed and failed, and which were skipped and why, as JSON in METSUKE_TEST_COUNTS.
import { writeFileSync } from 'node:fs';

export default class CountTests {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state) => tests.filter((test) => test.result().state === state);
    // A file that does not load has no tests to fail, and neither has an error after the last test.
    const brokenFiles = modules.filter((module) => module.errors().length > 0).length;
    const counts = {
      passed: inState('passed').length,
      failed: inState('failed').length + brokenFiles + unhandledErrors.length,
      skipped: inState('skipped').map((test) => ({
        name: test.fullName,
        reason: test.result().note ?? 'no reason given',
      })),
    };
    writeFileSync(process.env.METSUKE_TEST_COUNTS, JSON.stringify(counts));
  }
}
