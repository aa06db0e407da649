import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import { findPython, parseRequirements, pythonCandidates } from '../../src/sandbox/python.mjs';

/** One that the sandbox runs on, which has boto3. */
export function fittingPython(): string {
  const executable = findFittingPython();
  if (executable === null) throw new Error('There is no Python with the packages of sandbox/requirements.in.');
  return executable;
}

/** Null: this machine has none. */
export function findFittingPython(): string | null {
  const root = packageRoot(import.meta.url);
  const requirements = parseRequirements(readFileSync(join(root, 'sandbox', 'requirements.in'), 'utf8'));
  const candidates = pythonCandidates({ root, environment: process.env, platform: process.platform });
  const { fitting } = findPython(candidates, requirements);
  return fitting?.executable ?? null;
}
