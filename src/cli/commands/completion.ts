import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Argument } from '@commander-js/extra-typings';
import { print } from '../print.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type CompletionShell = (typeof SHELLS)[number];

/** What may be typed after a command's name: ` sandbox` → its subcommands, choices and options. */
interface Position {
  /** Names of the commands on the way, each after a space; empty at the beginning. */
  readonly at: string;
  readonly candidates: readonly { readonly text: string; readonly description: string }[];
}

export function registerCompletion(program: CommandUnknownOpts): void {
  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'the shell that completes').choices(SHELLS))
    .addHelpText('after', '\nExamples:\n  eval "$(metsuke completion bash)"\n  metsuke completion fish | source')
    .action(async (shell) => {
      const { TABLES } = await import('../../archive/tables/catalog.ts');
      const names = TABLES.flatMap(({ name, columns }) => [
        name,
        ...columns.map((column) => column.name.toLowerCase()),
      ]);
      print(makeCompletion(program, shell, [...new Set(names)]));
    });
}

/**
 * Generated from the commands themselves, so that it cannot lag behind them.
 * @param sqlNames tables and columns, which are completed within the quotes of a query
 */
export function makeCompletion(
  program: CommandUnknownOpts,
  shell: CompletionShell,
  sqlNames: readonly string[],
): string {
  const positions = positionsOf(program, '', visibleOptions(program));
  const make = { bash: makeBash, zsh: makeZsh, fish: makeFish }[shell];
  return make(program.name(), positions, sqlNames);
}

function positionsOf(command: CommandUnknownOpts, at: string, global: Position['candidates']): readonly Position[] {
  const commands = command.createHelp().visibleCommands(command);
  const choices = command.registeredArguments.flatMap((argument) => argument.argChoices ?? []);
  const own: Position = {
    at,
    candidates: [
      ...commands.map((each) => ({ text: each.name(), description: each.description() })),
      ...choices.map((text) => ({ text, description: '' })),
      ...(at === '' ? [] : visibleOptions(command)),
      ...global,
    ],
  };
  const below = commands.filter((each) => each.name() !== 'help');
  return [withoutRepeats(own), ...below.flatMap((each) => positionsOf(each, `${at} ${each.name()}`, global))];
}

function visibleOptions(command: CommandUnknownOpts): Position['candidates'] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap((option) => (option.long ? [{ text: option.long, description: option.description }] : []));
}

function withoutRepeats({ at, candidates }: Position): Position {
  const isFirst = (text: string, index: number) => candidates.findIndex((each) => each.text === text) === index;
  return { at, candidates: candidates.filter(({ text }, index) => isFirst(text, index)) };
}

function makeBash(name: string, positions: readonly Position[], sqlNames: readonly string[]): string {
  return `_${name}() {
  local word=\${COMP_WORDS[COMP_CWORD]} at='' each
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$at $each" in ${knownPaths(positions)}) at="$at $each" ;; esac
  done
  if [[ $at == ' query' && $word == *' '* ]]; then
    local begun=\${word#[\\"\\']} last=\${word##*[ ,(=.]}
    COMPREPLY=($(compgen -W '${sqlNames.join(' ')}' -- "$last"))
    COMPREPLY=("\${COMPREPLY[@]/#/\${begun%"$last"}}")
    # Of two candidates bash takes what they share, and leaves the quotes open.
    if [[ \${#COMPREPLY[@]} == 1 && -n $last ]]; then COMPREPLY+=("\${COMPREPLY[0]} "); fi
    return
  fi
  case "$at" in
${positions.map(({ at, candidates }) => `    '${at}') COMPREPLY=($(compgen -W '${candidates.map(({ text }) => text).join(' ')}' -- "$word")) ;;`).join('\n')}
  esac
}
complete -o default -F _${name} ${name}`;
}

function makeZsh(name: string, positions: readonly Position[], sqlNames: readonly string[]): string {
  const describe = ({ text, description }: Position['candidates'][number]) =>
    quote(`${text}:${description.replaceAll(':', '\\:')}`);
  return `#compdef ${name}
_${name}() {
  local at='' each
  local -a candidates
  for each in \${words[2,CURRENT-1]}; do
    case "$at $each" in (${knownPaths(positions)}) at="$at $each" ;; esac
  done
  case "$at" in
${positions.map(({ at, candidates }) => `    ('${at}') candidates=(${candidates.map(describe).join(' ')}) ;;`).join('\n')}
  esac
  if [[ $at == ' query' && $PREFIX == *' '* ]]; then
    compset -P '*[ ,(=.]'
    compadd -S '' -- ${sqlNames.join(' ')}
    return
  fi
  _describe '${name}' candidates || _files
}
if [[ "\${funcstack[1]}" == "_${name}" ]]; then _${name} "$@"; else compdef _${name} ${name}; fi`;
}

function makeFish(name: string, positions: readonly Position[], sqlNames: readonly string[]): string {
  const lines = positions.flatMap(({ at, candidates }) =>
    candidates.map(({ text, description }) => {
      const what = text.startsWith('--') ? `-l ${text.slice(2)}` : `-a ${text}`;
      return `complete -c ${name} -n "__${name}_at '${at}'" ${what} -d ${fishQuote(description)}`;
    }),
  );
  return `function __${name}_at
  set -l at ''
  for each in (commandline -opc)[2..]
    switch "$at $each"
      case ${knownPaths(positions).replaceAll('|', ' ')}
        set at "$at $each"
    end
  end
  test "$at" = "$argv[1]"
end
function __${name}_sql
  set -l word (string replace -r '^["\\']' '' -- (commandline -ct))
  string match -q '* *' -- $word; or return
  set -l begun (string replace -r '[^ ,(=.]*$' '' -- $word)
  set -l found (string match -- (string sub -s (math (string length -- $begun) + 1) -- $word)'*' ${sqlNames.join(' ')})
  # Of two candidates fish takes what they share, and leaves the quotes open.
  if test (count $found) = 1; set found $found "$found[1] "; end
  for each in $found; printf '%s\\n' "$begun$each"; end
end
complete -c ${name} -n "__${name}_at ' query'" -a '(__${name}_sql)'
${lines.join('\n')}`;
}

function knownPaths(positions: readonly Position[]): string {
  return positions
    .filter(({ at }) => at !== '')
    .map(({ at }) => `'${at}'`)
    .join('|');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function fishQuote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
