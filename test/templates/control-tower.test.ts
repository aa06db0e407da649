import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { afterAll, it } from 'vitest';
import { z } from 'zod';
import { writeTemplates } from '../support/cloudformation-files.ts';
import { CONTROL_TOWER_EXCEPTIONS } from './exceptions.ts';
import { expectOnly } from './judge.ts';

const reports = z.array(
  z.object({
    name: z.string(),
    not_compliant: z.array(z.object({ Rule: z.object({ name: z.string() }) })).default([]),
  }),
);

// The package carries AWS's published rules and the program that reads them, for Linux and macOS.
const home = dirname(createRequire(import.meta.url).resolve('@cdklabs/cdk-validator-cfnguard/package.json'));
const system = { linux: 'ubuntu', darwin: 'macos' }[process.platform as string];
const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';

const files = writeTemplates();
afterAll(() => files.remove());

it("breaks none of Control Tower's proactive controls", (context) => {
  if (system === undefined) return context.skip(`cfn-guard is not built for ${process.platform}`);
  const { stdout, stderr, status } = spawnSync(
    join(home, 'bin', system, machine, 'cfn-guard'),
    [
      'validate',
      '-r',
      join(home, 'rules', 'control-tower'),
      '--structured',
      '-o',
      'json',
      '-S',
      'none',
      '-d',
      ...files.paths,
    ],
    { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  // 19: some rule is broken; everything else but 0 is a failure of the program.
  if (status !== 0 && status !== 19) throw new Error(`cfn-guard ended with ${status}: ${stderr}`);
  const found = reports
    .parse(JSON.parse(stdout))
    .flatMap((report) =>
      report.not_compliant.map(({ Rule: rule }) => ({ rule: rule.name, where: basename(report.name, '.json') })),
    );
  expectOnly(found, CONTROL_TOWER_EXCEPTIONS);
});
