import { describe, expect, it } from 'vitest';
import { circlesIn, importsOf, violationsIn } from './layers.mjs';

describe('what the layers allow', () => {
  it.each([
    ['a neighbour', 'src/aws/stack-sets.ts', "import { page } from './paging.ts';"],
    [
      'the arrow of the design',
      'src/engine/plan/plan.ts',
      "import { blueprints } from '../../blueprints/catalogue.ts';",
    ],
    ['types where values are not', 'src/blueprints/a/b.ts', "import type { Config } from '../../config/schema.ts';"],
    ['the SDK in its layer', 'src/aws/sts.ts', "import { STSClient } from '@aws-sdk/client-sts';"],
    ['the CDK in its file', 'src/blueprints/cdk.ts', "const cdk = require('aws-cdk-lib');"],
    ['the sandbox command', 'src/cli/commands/sandbox.ts', "await import('../../sandbox/emulator.ts')"],
    ['package.json', 'src/cli/main.ts', "import manifest from '../../package.json' with { type: 'json' };"],
  ])('%s', (_name, file, source) => {
    expect(violationsIn(file, source)).toEqual([]);
  });
});

describe('what the layers forbid', () => {
  it.each([
    [
      'an arrow backwards',
      'src/domain/a.ts',
      "import { load } from '../config/load.ts';",
      /must not import src\/config/,
    ],
    [
      'values where types are allowed',
      'src/blueprints/a/b.ts',
      "import { x } from '../../config/x.ts';",
      /src\/config/,
    ],
    ['an arrow of types', 'src/engine/plan/a.ts', "import type { C } from '../../aws/c.ts';", /types of src\/aws/],
    ['the SDK elsewhere', 'src/engine/apply/a.ts', "import { S3Client } from '@aws-sdk/client-s3';", /only src\/aws/],
    ['the CDK elsewhere', 'src/blueprints/a/b.ts', "import { Stack } from 'aws-cdk-lib';", /cdk\.ts may import/],
    ['a part of the CDK', 'src/blueprints/a/b.ts', "import * as s3 from 'aws-cdk-lib/aws-s3';", /cdk\.ts may import/],
    ['the sandbox elsewhere', 'src/cli/commands/plan.ts', "await import('../../sandbox/state.ts')", /src\/sandbox/],
    ['several lines', 'src/aws/a.ts', "import {\n  a,\n  b,\n} from '../engine/apply/a.ts';", /src\/engine\/apply/],
    ['printing', 'src/engine/apply/a.ts', 'process.stdout.columns', /do not print/],
    ['a way around the terminal', 'src/cli/a.ts', "process.stdout.write('done');", /must not reach it/],
    ['another way around it', 'src/cli/a.ts', "console.log('done');", /must not reach it/],
    ['ending the process', 'src/aws/a.ts', 'process.exit(1);', /process\.exit belongs to src\/cli/],
    ['a folder nobody thought about', 'src/misc/a.ts', '', /no rule for this folder/],
  ])('%s', (_name, file, source, message) => {
    expect(violationsIn(file, source)).toEqual([expect.stringMatching(message)]);
  });
});

it('finds every form of import', () => {
  const source = [
    "import './side-effect.ts';",
    "import type { A } from './a.ts';",
    "import b, { type C } from './b.ts';",
    "export type { D } from './d.ts';",
    "const e = await import('./e.ts');",
    "const f = require('f');",
  ].join('\n');
  expect(importsOf(source)).toEqual([
    { specifier: './side-effect.ts', typeOnly: false },
    { specifier: './a.ts', typeOnly: true },
    { specifier: './b.ts', typeOnly: false },
    { specifier: './d.ts', typeOnly: true },
    { specifier: './e.ts', typeOnly: false },
    { specifier: 'f', typeOnly: false },
  ]);
});

it('files that lead back to themselves are a circle, told once with the way round', () => {
  const imports = new Map([
    ['a.ts', ['b.ts', 'd.ts']],
    ['b.ts', ['c.ts']],
    ['c.ts', ['a.ts']],
    ['d.ts', ['c.ts']],
  ]);
  expect(circlesIn(imports)).toEqual([expect.stringMatching(/^a\.ts → b\.ts → c\.ts → a\.ts: a circle/)]);
  expect(
    circlesIn(
      new Map([
        ['a.ts', ['b.ts']],
        ['b.ts', []],
      ]),
    ),
  ).toEqual([]);
});
