import { afterAll, expect, vi } from 'vitest';
import { spokenLanguage } from '../../src/domain/say.ts';

/**
 * Files of unit tests share the modules that a worker has loaded: to load the CDK and the SDK anew for each takes longer
 * than the tests. Texts of modules are in the language in which they were loaded, so that a file that loads them in
 * Japanese, `*-ja.test.ts`, begins without modules and leaves none.
 */
if (expect.getState().testPath?.endsWith('-ja.test.ts')) {
  vi.resetModules();
  afterAll(() => void vi.resetModules());
} else {
  afterAll(() => {
    if (spokenLanguage() !== 'en') throw new Error('The file leaves another language than English: speak(undefined)');
  });
}
