import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MetsukeError } from '../domain/errors.ts';
import { speak } from '../domain/say.ts';
import { JAPANESE } from '../words/ja/catalogue.ts';
import { widthOf } from './render/pieces.ts';

/** Three English words in a row are a sentence. */
const ENGLISH = /\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\b/;

// Texts of modules are made when they are loaded: the language is chosen before, as the program does.
async function aProgram(): Promise<CommandUnknownOpts> {
  return (await import('./program.ts')).makeProgram(() => undefined);
}

beforeAll(() => speak(JAPANESE));
afterAll(() => speak(undefined));

describe('help in Japanese', () => {
  it('has no English sentence, and fits 80 columns', async () => {
    const { withSubcommands } = await import('./usage.ts');
    for (const command of withSubcommands(await aProgram())) {
      const [help = ''] = command.helpInformation().split('\n例:');
      for (const line of help.split('\n').filter((each) => !each.startsWith('使い方:'))) {
        expect(withoutCommands(line)).not.toMatch(ENGLISH);
        expect([widthOf(line) <= 80, line]).toEqual([true, line]);
      }
    }
  });

  it('names topics, each on its line', async () => {
    const shown: string[] = [];
    const program = await aProgram();
    program.commands
      .find((command) => command.name() === 'help')
      ?.configureOutput({ writeOut: (text) => shown.push(text) });
    program.commands.find((command) => command.name() === 'help')?.outputHelp();
    expect(shown.join('')).toMatch(/トピック:\n {2}configuration .*\n {2}costs .*\n {2}exit-codes /);
  });
});

describe('a mistake in Japanese', () => {
  it.each([
    [['plan', '--zzz'], '--zzz というオプションはありません。'],
    [['plna'], 'plna というコマンドはありません。'],
    [['report', 'show'], '引数 report がありません。'],
    [['query', 'x', '--engine'], 'オプション --engine <engine> の値がありません。'],
    [['synth'], 'オプション -o, --out <folder> が必要です。'],
    [['query', 'x', '--engine', 'zzz'], 'オプション --engine <engine> に zzz は使えません。選べるのは duckdb'],
    [['completion', 'zzz'], '引数 shell に zzz は使えません。選べるのは bash'],
    [['plan', 'more'], '引数が多すぎます（0 個のところに 1 個）。'],
    [['sandbox', 'event', '--repeat', '0'], '1 から 1000 までです。'],
    [
      ['session', 'x', '--run', 'uptime', '--forward', '1:2'],
      'オプション --run <command> と --forward <ports> は同時に使えません。',
    ],
  ])('%j', async (words, message) => {
    const program = await aProgram();
    const error = await program.parseAsync([...words], { from: 'user' }).then(
      () => undefined,
      (cause: unknown) => cause,
    );
    expect(error).toBeInstanceOf(MetsukeError);
    expect((error as MetsukeError).message).toContain(message);
    expect((error as MetsukeError).hint).toContain('--help');
    const text = `${(error as MetsukeError).message} ${(error as MetsukeError).hint}`;
    expect(withoutCommands(text)).not.toMatch(ENGLISH);
  });

  it('of a letter is corrected', async () => {
    const program = await aProgram();
    const error = await program.parseAsync(['plan', '--outt', 'x'], { from: 'user' }).catch((cause: unknown) => cause);
    expect((error as MetsukeError).hint).toBe('--out の間違いではありませんか? 使い方: metsuke plan --help');
  });
});

function withoutCommands(text: string): string {
  return text.replaceAll(/metsuke(?: [a-z-]+)+/g, '');
}
