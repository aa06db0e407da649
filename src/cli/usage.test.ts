import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { MetsukeError } from '../domain/errors.ts';
import { makeProgram } from './program.ts';
import { pathOf, withSubcommands } from './usage.ts';

const EVERY = withSubcommands(makeProgram(() => undefined)).map((command) => [pathOf(command), command] as const);
const BELOW = EVERY.filter(([, { parent }]) => parent !== null);
const GLOBAL = ['--config', '--json', '--no-color', '--profile', '--endpoint-url', '--allow-endpoint'];

function helpOf(command: CommandUnknownOpts): string {
  let text = '';
  command.configureOutput({
    writeOut: (more) => {
      text += more;
    },
  });
  command.outputHelp();
  return text;
}

describe('the help of', () => {
  it.each(BELOW)('%s shows the options of all commands, and examples of it', (path, command) => {
    const help = helpOf(command);
    for (const option of GLOBAL) expect(help).toMatch(new RegExp(`^ .*${option}\\b`, 'm'));
    expect(help).toMatch(new RegExp(`Examples:\n(.*\n)*?.*${path}`));
    expect(help).not.toContain('(default: false)');
    expect(command.description()).not.toBe('');
    for (const argument of command.registeredArguments) expect(argument.description).not.toBe('');
  });

  it.each(BELOW)('%s says nothing else by an option of all commands', (_path, command) => {
    const own = command.options.flatMap(({ long, short }) => [long, short]);
    for (const { long, short } of EVERY[0]?.[1].options ?? []) {
      expect(own).not.toContain(long);
      if (short !== undefined) expect(own).not.toContain(short);
    }
  });
});

const VALUES: Readonly<Record<string, string>> = {
  '--account': '444444444444',
  '--from': '2026-10-01',
  '--to': '2026-10-01',
};

/** The words that call a command, with the options that it cannot do without. */
function wordsOf(path: string, command: CommandUnknownOpts): readonly string[] {
  const needed = command.options.filter(({ mandatory }) => mandatory).map(({ long }) => long ?? '');
  return [...path.split(' ').slice(1), ...needed.flatMap((long) => [long, VALUES[long] ?? 'x'])];
}

async function mistakeIn(...words: readonly string[]): Promise<MetsukeError> {
  const program = makeProgram(() => undefined);
  const error = await program.parseAsync([...words], { from: 'user' }).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof MetsukeError) return error;
  throw new Error('nothing was refused', { cause: error });
}

describe('a mistake', () => {
  it.each(EVERY)('in an option of %s points to its help', async (path, command) => {
    const mistake = await mistakeIn(...wordsOf(path, command), '--zzz');
    // Of `sandbox mail` it may be meant for its default command.
    expect(mistake.hint).toMatch(new RegExp(`^See: ${path}( list)? --help$`));
    expect(mistake).toMatchObject({ code: 'usage', message: "Unknown option '--zzz'." });
  });

  it.each(EVERY.filter(([, { options }]) => options.length > 0))(
    'of a letter in an option of %s is corrected',
    async (path, command) => {
      const long = command.options.find((each) => each.long && !each.hidden)?.long ?? '';
      const mistake = await mistakeIn(...wordsOf(path, command), `${long}x`);
      expect(mistake.hint).toMatch(/^Did you mean (one of )?--/);
    },
  );

  it.each(BELOW)('of a letter in %s is corrected', async (path, { parent }) => {
    const words = path.split(' ').slice(1);
    const mistake = await mistakeIn(...words.slice(0, -1), `${words.at(-1)}x`);
    // `sandbox mail` takes words of its default command.
    if (parent?.name() === 'mail') return;
    expect(mistake.message).toBe(`Unknown command '${words.at(-1)}x'.`);
    expect(mistake.hint).toMatch(new RegExp(`^Did you mean .*See: ${path.split(' ').slice(0, -1).join(' ')} --help$`));
  });

  const takingArguments = EVERY.filter(([, { registeredArguments }]) => registeredArguments[0]?.required);
  it.each(takingArguments)('of %s without its argument says what to choose from', async (path, command) => {
    const mistake = await mistakeIn(...wordsOf(path, command));
    const choices = command.registeredArguments[0]?.argChoices;
    expect(mistake.message).toMatch(/^Missing required argument/);
    for (const choice of choices ?? []) expect(mistake.hint).toContain(choice);
  });

  const withChoices = EVERY.flatMap(([path, command]) =>
    command.options.filter(({ argChoices }) => argChoices !== undefined).map((option) => [path, option] as const),
  );
  it.each(withChoices)('of %s without the value of an option says what to choose from', async (path, option) => {
    const mistake = await mistakeIn(...path.split(' ').slice(1), option.long ?? '');
    for (const choice of option.argChoices ?? []) expect(mistake.hint).toContain(choice);
  });

  it.each([
    [['zzzzzz'], /^There is: check, plan, apply/],
    [['archive', 'zzzzzz'], /^There is: status, sync, compact\. See: metsuke archive --help$/],
    [['query', 'x', '--engine', 'duck'], /^Did you mean "duckdb"\? See: metsuke query --help$/],
    [['completion', 'bosh'], /^Did you mean "bash"\? See: metsuke completion --help$/],
    [['sandbox', 'fault', 'account', 'x'], /^See: metsuke sandbox fault --help$/],
    [['plan', 'more'], /^See: metsuke plan --help$/],
  ])('%j', async (words, hint) => {
    expect((await mistakeIn(...words)).hint).toMatch(hint);
  });
});

it('options of all commands stand before the command and after it', () => {
  for (const words of [
    ['--json', '--profile', 'p', 'archive', 'status'],
    ['archive', '--json', 'status', '--profile', 'p'],
    ['archive', 'status', '--json', '--profile', 'p'],
  ]) {
    const program = makeProgram(() => undefined);
    program.parseOptions(words);
    expect(program.opts()).toMatchObject({ json: true, profile: 'p' });
  }
});

it.each(['apply', 'destroy'])('%s takes the former name of --accept-losses', async (name) => {
  const command = EVERY.find(([path]) => path === `metsuke ${name}`)?.[1];
  if (!command) throw new Error(`there is no ${name}`);
  expect(
    command
      .createHelp()
      .visibleOptions(command)
      .map(({ long }) => long),
  ).not.toContain('--stop-recording');
  command.action(() => undefined);
  await command.parseAsync(['--stop-recording'], { from: 'user' });
  expect(command.opts()).toMatchObject({ acceptLosses: true });
});
