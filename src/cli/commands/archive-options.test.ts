import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { expect, it } from 'vitest';
import { makeProgram } from '../program.ts';

function commandsBelow(command: CommandUnknownOpts): CommandUnknownOpts[] {
  return [command, ...command.commands.flatMap(commandsBelow)];
}

const withEngine = commandsBelow(makeProgram(() => undefined)).filter((command) =>
  command.options.some(({ long }) => long === '--engine'),
);

it('are those of every command that runs SQL', () => {
  expect(withEngine.map((command) => command.name()).sort()).toEqual(
    ['instances', 'pack', 'packages', 'query', 'run', 'search', 'sigma', 'status'].sort(),
  );
});

it.each(withEngine.map((command) => [command.name(), command] as const))(
  'let whoever runs %s say what Athena may cost',
  (_name, command) => {
    expect(command.options.map(({ long }) => long)).toEqual(expect.arrayContaining(['--max-usd', '--yes']));
  },
);
