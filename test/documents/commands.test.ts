import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { expect, it } from 'vitest';
import { makeProgram } from '../../src/cli/program.ts';
import { pathOf, withSubcommands } from '../../src/cli/usage.ts';
import { textsOfProgram } from '../words/said.ts';
import { ROOT, readDocument, sectionsOf, tablesOf } from './markdown.ts';

const program = makeProgram(() => undefined);
const commands = withSubcommands(program).filter(({ parent }) => parent !== null);
const rows =
  tablesOf(sectionsOf(readDocument('README.md')).find(({ title }) => title === 'Commands')?.tokens ?? [])[0]?.rows ??
  [];

/** The words in code of a row: `archive`, then `status`, `sync a copy`, `--out` … */
const rowsByCommand = new Map(
  rows.map((cells) => {
    const [name = '', ...rest] = cells.flatMap(({ text }) =>
      [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
    );
    return [name.split(' ')[0] ?? '', [name, ...rest]] as const;
  }),
);

it.each(program.commands.map((command) => [command.name(), command] as const))(
  '%s stands in the table of commands, with everything below it',
  (name, command) => {
    const row = rowsByCommand.get(name);
    expect(row, `README.md has no row for ${name}`).toBeDefined();
    for (const below of command.commands.filter(isShown)) {
      expect(
        row?.some((code) => code.split(' ').includes(below.name())),
        `${name} ${below.name()}`,
      ).toBe(true);
    }
  },
);

it('no other command stands there', () => {
  expect(
    [...rowsByCommand.keys()].filter((name) => !program.commands.some((command) => command.name() === name)),
  ).toEqual([]);
});

it('every option of the table is one of its command', () => {
  const wrong = [...rowsByCommand].flatMap(([name, codes]) =>
    codes
      .flatMap((code) => code.match(/--[a-z-]+/g) ?? [])
      .filter((option) => !optionsBelow(name).includes(option))
      .map((option) => `${name} ${option}`),
  );
  expect(wrong).toEqual([]);
});

/** `metsuke guardrails preview --days 30` in any document for users is a command with that option. */
it('every command that a document names exists, with its options', () => {
  const wrong = documents().flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:^|[`$(] ?)metsuke ([a-z][^`\n#|&;)]*)/gm)].flatMap(
      ([, text = '']) => {
        const problem = whatIsWrong(text.trim().split(/\s+/));
        return problem === null ? [] : [`${file}: metsuke ${text.trim()}: ${problem}`];
      },
    ),
  );
  expect(wrong).toEqual([]);
});

/** The same for what the program says, hints above all, and for mails. */
it('every command that a text of the program or a mail names exists, with its options', () => {
  const texts = [
    ...textsOfProgram().said.map(({ key, at }) => [at, key] as const),
    ...['english', 'japanese'].flatMap((language) => {
      const file = `src/notifications/words/${language}.ts`;
      return readFileSync(join(ROOT, file), 'utf8')
        .split('\n')
        .map((line) => [file, line] as const);
    }),
  ];
  const named = texts.flatMap(([at, text]) =>
    [...text.matchAll(/\bmetsuke ([a-z][^`\n#|&;),.:、。，．]*)/g)].map(
      ([, words = '']) => [at, words.trim()] as const,
    ),
  );
  expect(named.length).toBeGreaterThan(100);
  const wrong = named.flatMap(([at, words]) => {
    const problem = whatIsWrong(words.split(/\s+/));
    return problem === null ? [] : [`${at}: metsuke ${words}: ${problem}`];
  });
  expect(wrong).toEqual([]);
});

function whatIsWrong(words: readonly string[]): string | null {
  let command: CommandUnknownOpts = program;
  for (const word of words) {
    const below = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
    if (below === undefined) break;
    command = below;
  }
  if (command === program) return words[0] === 'help' ? null : `there is no command ${words[0]}`;
  const known = [...optionsOf(command), ...optionsOf(program), '--help'];
  const unknown = words
    .map((word) => /^--[a-z-]+/.exec(word)?.[0])
    .find((option) => option !== undefined && !known.includes(option));
  return unknown === undefined ? null : `${pathOf(command)} has no option ${unknown}`;
}

function documents(): readonly string[] {
  const pages = ['docs', 'docs/ja'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((file) => file.endsWith('.md'))
      .map((file) => join(folder, file)),
  );
  return ['README.md', 'README.ja.md', 'CONTRIBUTING.md', 'sandbox/README.md', ...pages];
}

function optionsBelow(name: string): readonly string[] {
  return commands.filter((command) => pathOf(command).split(' ')[1] === name).flatMap(optionsOf);
}

function optionsOf(command: CommandUnknownOpts): readonly string[] {
  return command.options.flatMap(({ long, negate }) =>
    long === undefined ? [] : negate ? [long, long.replace('--no-', '--')] : [long],
  );
}

/** Aliases and what the help hides are not for the table. */
function isShown(command: CommandUnknownOpts): boolean {
  return !('_hidden' in command && command._hidden === true) && command.name() !== 'help';
}
