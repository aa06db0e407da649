import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import { findPython, parseRequirements, pythonCandidates } from '../../src/sandbox/python.mjs';

/** One that the sandbox runs on, which has boto3. */
export function fittingPython(): string {
  const root = packageRoot(import.meta.url);
  const requirements = parseRequirements(readFileSync(join(root, 'sandbox', 'requirements.in'), 'utf8'));
  const candidates = pythonCandidates({ root, environment: process.env, platform: process.platform });
  const { fitting } = findPython(candidates, requirements);
  if (fitting === null) throw new Error('There is no Python with the packages of sandbox/requirements.in.');
  return fitting.executable;
}
