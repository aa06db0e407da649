// A vitest reporter for a log: a line a minute says how far it is, and the last ones what took longest. How many tests passed
// and failed, and which were skipped and why, is JSON in METSUKE_TEST_COUNTS.
import { writeFileSync } from 'node:fs';

const EVERY_MS = 60_000;
const SLOWEST = 15;

export default class CountTests {
  onTestRunStart(specifications) {
    this.total = specifications.length;
    this.ended = 0;
    this.failed = 0;
    this.timer = setInterval(() => this.sayHowFar(), EVERY_MS);
  }

  onTestModuleEnd(module) {
    this.ended += 1;
    if (!module.ok()) this.failed += 1;
  }

  sayHowFar() {
    const failures = this.failed === 0 ? '' : `, ${this.failed} with failures`;
    process.stdout.write(`verify · ${this.ended} of ${this.total} files have ended${failures}\n`);
  }

  onTestRunEnd(modules, unhandledErrors) {
    clearInterval(this.timer);
    process.stdout.write(`\n${slowest(modules)}\n`);
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

/** Where a suite can be made quicker. */
function slowest(modules) {
  const measured = modules.map((module) => {
    const { duration, collectDuration, setupDuration } = module.diagnostic();
    return { seconds: (duration + collectDuration + setupDuration) / 1000, name: module.relativeModuleId };
  });
  const longest = measured.sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
  return [
    'longest files, in seconds:',
    ...longest.map(({ seconds, name }) => `${seconds.toFixed(1).padStart(7)}  ${name}`),
  ].join('\n');
}
