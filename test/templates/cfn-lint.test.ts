import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { writeTemplates } from '../support/cloudformation-files.ts';
import { HOME_REGION } from '../support/cloudformation-fixture.ts';
import { CFN_LINT_EXCEPTIONS } from './exceptions.ts';
import { expectOnly } from './judge.ts';

const matches = z.array(
  z.object({
    Filename: z.string(),
    Message: z.string(),
    Rule: z.object({ Id: z.string() }),
    Location: z.object({ Path: z.array(z.union([z.string(), z.number()])).nullable() }),
  }),
);

const python = [process.env['METSUKE_PYTHON'], '.venv/bin/python', 'python3']
  .filter((candidate) => candidate !== undefined)
  .find((candidate) => !candidate.includes('/') || existsSync(candidate));
// The package has no __main__, so `python -m cfnlint` does not work.
const RUN = ['-c', 'from cfnlint.runner import main; main()'];
const installed = python !== undefined && spawnSync(python, [...RUN, '--version']).status === 0;

const files = writeTemplates();
afterAll(() => files.remove());

it('cfn-lint, informational rules included, finds nothing', (context) => {
  if (python === undefined || !installed) {
    return context.skip('cfn-lint is not installed: pip install cfn-lint, or set METSUKE_PYTHON');
  }
  const { stdout, stderr } = spawnSync(
    python,
    [...RUN, '-r', HOME_REGION, '-c', 'I', '--format', 'json', '--', ...files.paths],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  expect(stderr).toBe('');
  const found = matches.parse(JSON.parse(stdout)).map((match) => ({
    rule: match.Rule.Id,
    where: basename(match.Filename, '.json'),
    message: `${match.Message} at ${match.Location.Path?.join('/')}`,
  }));
  expectOnly(found, CFN_LINT_EXCEPTIONS);
});
