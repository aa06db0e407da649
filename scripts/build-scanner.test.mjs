import { expect, it } from 'vitest';
import { SCANNER } from '../src/archive/cloudtrail/scanner-wasm.ts';
import { compileScanner } from './build-scanner.mjs';

it('the scanner in src is what assembly/cloudtrail compiles to (node scripts/build-scanner.mjs makes it so)', async () => {
  expect(SCANNER.toString('base64') === (await compileScanner())).toBe(true);
});
