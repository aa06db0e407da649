import { spawnSync } from 'node:child_process';
import { Command } from '@commander-js/extra-typings';
import { describe, expect, it } from 'vitest';
import { makeCompletion, registerCompletion } from './completion.ts';

function aProgram() {
  const program = new Command('metsuke').option('--config <file>', "the organization's file");
  program.command('plan').description('what would change: nothing is touched').option('--out <file>', 'save the plan');
  const sandbox = program.command('sandbox').description('rehearse');
  sandbox.command('up').description('start it').option('--port <number>', 'port');
  program.command('query').argument('[sql]');
  registerCompletion(program);
  return program;
}

function completeInBash(...words: string[]): string[] {
  const script = `${makeCompletion(aProgram(), 'bash', ['cloudtrail', 'cloudtrail_digest', 'eventname'])}
COMP_WORDS=(metsuke "$@"); COMP_CWORD=$#; _metsuke; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-euc', script, 'bash', ...words], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.replace(/\n$/, '').split('\n');
}

describe('in bash', () => {
  it.each([
    ['commands', [''], ['plan', 'sandbox', 'query', 'completion', 'help', '--config', '--help']],
    ['a command begun', ['pl'], ['plan']],
    ['options of a command and of all', ['plan', '--'], ['--out', '--help', '--config']],
    ['subcommands', ['sandbox', 'u'], ['up']],
    ['options below a subcommand', ['sandbox', 'up', '--p'], ['--port']],
    ['commands after an option with a value', ['--config', 'x.yaml', 'pl'], ['plan']],
    [
      'tables in the quotes of a query',
      ['query', '"SELECT * FROM clou'],
      ['SELECT * FROM cloudtrail', 'SELECT * FROM cloudtrail_digest'],
    ],
    ['columns behind a parenthesis', ['query', "'SELECT max(even"], ['SELECT max(eventname', 'SELECT max(eventname ']],
    ['no table elsewhere', ['plan', '"a clou'], ['']],
    ['choices of an argument', ['completion', 'b'], ['bash']],
  ])('completes %s', (_name, words, expected) => {
    expect(completeInBash(...words)).toEqual(expected);
  });
});

it('escapes what zsh and fish would misread', () => {
  expect(makeCompletion(aProgram(), 'zsh', [])).toContain("'plan:what would change\\: nothing is touched'");
  expect(makeCompletion(aProgram(), 'zsh', [])).toContain(`'--config:the organization'\\''s file'`);
  expect(makeCompletion(aProgram(), 'fish', [])).toContain("-l config -d 'the organization\\'s file'");
  expect(makeCompletion(aProgram(), 'fish', [])).toContain(`-n "__metsuke_at ' sandbox'" -a up -d 'start it'`);
});
