import type { Argument, CommanderError, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { makeSuggestion } from '../config/suggest.ts';
import { joinChoices } from '../config/text.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';

/**
 * Mistakes in a command line are told as every other error: what is wrong, what there is to choose from, and the help
 * of the command that was meant. Call it when the whole tree of commands is there.
 */
export function tellMistakes(program: CommandUnknownOpts): void {
  for (const command of withSubcommands(program)) {
    command.configureOutput({ outputError: () => undefined }).exitOverride((error) => {
      throw isDisplayed(error) ? error : makeUsageError(command, error);
    });
  }
}

export function withSubcommands(command: CommandUnknownOpts): readonly CommandUnknownOpts[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** `metsuke archive sync` */
export function pathOf(command: CommandUnknownOpts): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

/** Help and version end the program too, and have been printed. */
function isDisplayed({ code, exitCode }: CommanderError): boolean {
  return exitCode === 0 || code === 'commander.help';
}

function makeUsageError(command: CommandUnknownOpts, cause: CommanderError): MetsukeError {
  const [message = '', suggestion] = cause.message.replace(/^error: /, '').split('\n');
  const hints = [
    suggestion?.replace(/^\((.*)\)$/, '$1') ?? choicesFor(command, cause, message),
    say`See: ${pathOf(command)} --help`,
  ];
  return new MetsukeError('usage', asSentence(message), {
    hint: hints.filter((hint) => hint !== undefined).join(' '),
    cause,
  });
}

function choicesFor(command: CommandUnknownOpts, { code }: CommanderError, message: string): string | undefined {
  if (code === 'commander.unknownCommand')
    return say`There is: ${command.commands.map((each) => each.name()).join(', ')}.`;
  const asked = [...command.registeredArguments, ...optionsOf(command)].find((each) =>
    message.includes(`'${nameIn(each)}'`),
  );
  if (asked?.argChoices === undefined) return undefined;
  const wrong = /'([^']*)' is invalid/.exec(message)?.[1];
  return wrong === undefined ? say`Choose ${joinChoices(asked.argChoices)}.` : makeSuggestion(wrong, asked.argChoices);
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}

function nameIn(asked: Argument | Option): string {
  return 'flags' in asked ? asked.flags : asked.name();
}

function optionsOf(command: CommandUnknownOpts): readonly Option[] {
  return [...command.options, ...(command.parent ? optionsOf(command.parent) : [])];
}
