/** What may be typed after a command's name: ` sandbox` → its subcommands, choices and options. */
export interface Position {
  /** Names of the commands on the way, each after a space; empty at the beginning. */
  readonly at: string;
  readonly candidates: readonly { readonly text: string; readonly description: string }[];
}

export function makeBash(name: string, positions: readonly Position[], sqlNames: readonly string[]): string {
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

export function makeZsh(name: string, positions: readonly Position[], sqlNames: readonly string[]): string {
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

export function makeFish(name: string, positions: readonly Position[], sqlNames: readonly string[]): string {
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
