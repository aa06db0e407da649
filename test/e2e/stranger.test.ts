import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProgram } from '../../src/cli/program.ts';
import { pathOf, withSubcommands } from '../../src/cli/usage.ts';
import { EXIT } from '../../src/domain/errors.ts';
import { runCli } from '../support/cli.ts';

/** A folder with nothing in it, no credentials, no sandbox: what somebody sees who tries a command first. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-stranger-'));
  writeFileSync(join(folder, 'empty.yaml'), '');
  writeFileSync(join(folder, 'invalid.yaml'), 'version: [');
  writeFileSync(join(folder, 'binary.yaml'), Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 37) % 256)));
  writeFileSync(
    join(folder, 'future.yaml'),
    'version: 2\naccounts: { audit: a, log: b }\nnotifications: { securityEmail: a@example.com }\n',
  );
  mkdirSync(join(folder, 'folder.yaml'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const VALUES: Readonly<Record<string, string>> = {
  '--account': '444444444444',
  '--from': '2026-10-01',
  '--to': '2026-10-01',
  report: 'root-use',
  reports: 'root-use',
  period: 'monthly',
  shell: 'bash',
  kind: 'clear',
  number: '1',
};

/** Starts something, or works without anything. */
const OTHERS = ['metsuke help', 'metsuke doctor', 'metsuke sandbox up', 'metsuke sandbox activity', 'metsuke session'];

const LEAVES = withSubcommands(makeProgram(() => undefined))
  .filter((command) => command.commands.length === 0 && !OTHERS.includes(pathOf(command)))
  .map((command) => {
    const needed = command.options.filter(({ mandatory }) => mandatory).map(({ long }) => long ?? '');
    const given = command.registeredArguments
      .filter(({ required }) => required)
      .map((each) => VALUES[each.name()] ?? 'nowhere');
    const words = [
      ...pathOf(command).split(' ').slice(1),
      ...given,
      ...needed.flatMap((each) => [each, VALUES[each] ?? 'nowhere']),
    ];
    return [pathOf(command), words] as const;
  });

async function run(...words: readonly string[]) {
  const { code, stderr, output } = await runCli(words, { folder, environment: { AWS_EC2_METADATA_DISABLED: 'true' } });
  expect(output).not.toMatch(/\n\s+at .+:\d+:\d+|this is a bug/);
  return { code, lines: stderr.trim().split('\n'), output };
}

describe.concurrent('in an empty folder, without credentials', () => {
  it.each(LEAVES)('%s says in two lines what is missing, or does its work', async (_path, words) => {
    const { code, lines, output } = await run(...words);
    expect([EXIT.done, EXIT.failed, EXIT.usage]).toContain(code);
    if (code === EXIT.done) return expect(output).not.toBe('');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^metsuke: (No AWS credentials: .+|\S.* .*\.)$/);
    expect(lines[1]).toMatch(/[a-z]/);
  });
});

describe.concurrent('a metsuke.yaml', () => {
  it.each([
    ['missing.yaml', /^metsuke: There is no file missing\.yaml\.$/, /^Write one with: metsuke init$/],
    ['folder.yaml', /is a directory, not a file\.$/, /--config/],
    [
      'empty.yaml',
      /^empty\.yaml:1:1 error empty-file: .* Write one with: metsuke init$/,
      /^1 error, nothing was changed\.$/,
    ],
    ['invalid.yaml', /^invalid\.yaml:1:11 error yaml-syntax: /, /^1 error, nothing was changed\.$/],
    ['binary.yaml', /^binary\.yaml:1:\d+ error /, /nothing was changed\.$/],
    [
      'future.yaml',
      /^future\.yaml:1:10 error newer-format: .*newer Metsuke \(format 2; this one reads 1\)\. Update/,
      /^1 error/,
    ],
  ])('%s is told in two lines, and ends with 2', async (file, says, next) => {
    const { code, lines } = await run('plan', '--config', file);
    expect(lines[0]).toMatch(says);
    expect(lines.at(-1)).toMatch(next);
    expect(code).toBe(EXIT.usage);
  });
});
