import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

const SQL_NAMES = ['cloudtrail', 'cloudtrail_digest', 'eventname'];

function completeInBash(...words: string[]): string[] {
  const script = `${makeCompletion(aProgram(), 'bash', SQL_NAMES)}
COMP_WORDS=(metsuke "$@"); COMP_CWORD=$#; _metsuke; printf '%s\\n' "\${COMPREPLY[@]}"`;
  // Of a connection over the network bash reads a file of the machine first, unless told not to.
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-euc', script, 'bash', ...words], { encoding: 'utf8' });
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

/** What stands in the line of a real zsh after a tab. */
function completeInZsh(line: string): string {
  const script = `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'autoload -Uz compinit; compinit -u -D; source '$1'; said() { print -r -- "<<$BUFFER>>"; exit }; zle -N said; bindkey ^X said; PS1='
zpty -w -n shell "$2"$'\t\x18'
zpty -r shell said '*<<metsuke*>>*'
print -r -- \${\${said##*<<}%>>*}`;
  return runShell('zsh', ['-f', '-c', script, 'zsh'], line).trimEnd();
}

/** What a real fish offers, without descriptions. */
function completeInFish(line: string): string[] {
  const offered = runShell('fish', ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]'], line);
  return offered.split('\n').flatMap((each) => (each === '' ? [] : [each.replace(/\t.*/, '')]));
}

function runShell(shell: 'zsh' | 'fish', parameters: readonly string[], line: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-completion-'));
  const script = join(folder, 'script');
  writeFileSync(script, makeCompletion(aProgram(), shell, SQL_NAMES));
  const environment = { PATH: process.env.PATH, HOME: folder, TERM: 'dumb' };
  const ran = spawnSync(shell, [...parameters, script, line], { encoding: 'utf8', env: environment });
  rmSync(folder, { recursive: true, force: true });
  return ran.stdout;
}

const isThere = (shell: string) => spawnSync(shell, ['--version']).status === 0;
const reason = (shell: string) => (isThere(shell) ? '' : ` (not run: ${shell} is not installed)`);

describe.skipIf(!isThere('zsh'))(`in zsh${reason('zsh')}`, () => {
  it.each([
    ['commands', 'metsuke pl', 'metsuke plan'],
    ['subcommands after an option with a value', 'metsuke --config x sandbox u', 'metsuke --config x sandbox up'],
    ['options', 'metsuke plan --o', 'metsuke plan --out'],
    ['what tables share, in quotes', 'metsuke query "SELECT * FROM clou', 'metsuke query "SELECT * FROM cloudtrail'],
    ['columns, in other quotes', "metsuke query 'SELECT max(even", "metsuke query 'SELECT max(eventname"],
    ['no table elsewhere', 'metsuke plan "a clou', 'metsuke plan "a clou'],
  ])('completes %s', (_name, line, expected) => {
    expect(completeInZsh(line)).toBe(expected);
  });
});

describe.skipIf(!isThere('fish'))(`in fish${reason('fish')}`, () => {
  it.each([
    ['commands', 'metsuke pl', ['plan']],
    ['subcommands after an option with a value', 'metsuke --config x sandbox u', ['up']],
    ['options', 'metsuke plan --o', ['--out']],
    [
      'tables, in quotes',
      'metsuke query "SELECT * FROM clou',
      ['SELECT * FROM cloudtrail', 'SELECT * FROM cloudtrail_digest'],
    ],
    ['columns, in other quotes', "metsuke query 'SELECT max(even", ['SELECT max(eventname', 'SELECT max(eventname ']],
    ['no table elsewhere', 'metsuke plan "a clou', []],
  ])('completes %s', (_name, line, expected) => {
    expect(completeInFish(line)).toEqual(expected);
  });
});

it('escapes what zsh and fish would misread', () => {
  expect(makeCompletion(aProgram(), 'zsh', [])).toContain("'plan:what would change\\: nothing is touched'");
  expect(makeCompletion(aProgram(), 'zsh', [])).toContain(`'--config:the organization'\\''s file'`);
  expect(makeCompletion(aProgram(), 'fish', [])).toContain("-l config -d 'the organization\\'s file'");
  expect(makeCompletion(aProgram(), 'fish', [])).toContain(`-n "__metsuke_at ' sandbox'" -a up -d 'start it'`);
});
