import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Argument } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import { makeBash, makeFish, makeZsh, type Position } from '../completion-scripts.ts';
import { print } from '../print.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type CompletionShell = (typeof SHELLS)[number];

export function registerCompletion(program: CommandUnknownOpts): void {
  program
    .command('completion')
    .description(say`print a completion script for a shell`)
    .addArgument(new Argument('<shell>', say`the shell that completes`).choices(SHELLS))
    .addHelpText('after', say`\nExamples:\n  eval "$(metsuke completion bash)"\n  metsuke completion fish | source`)
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
