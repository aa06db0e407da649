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
  const hints = [suggestionIn(suggestion) ?? choicesFor(command, cause, message), say`See: ${pathOf(command)} --help`];
  return new MetsukeError('usage', sentenceFor(message), {
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

/** Commander's sentences, which are in English only. */
const SENTENCES: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [/^unknown option '(.*)'$/s, (option) => say`Unknown option '${option}'.`],
  [/^unknown command '(.*)'$/s, (command) => say`Unknown command '${command}'.`],
  [/^missing required argument '(.*)'$/s, (argument) => say`Missing required argument '${argument}'.`],
  [/^option '(.*)' argument missing$/s, (option) => say`Option '${option}' argument missing.`],
  [/^required option '(.*)' not specified$/s, (option) => say`Required option '${option}' not specified.`],
  [
    /^option '(.*)' cannot be used with option '(.*)'$/s,
    (one, other) => say`Option '${one}' cannot be used with option '${other}'.`,
  ],
  [
    /^option '(.*?)' argument '(.*)' is invalid\. (.*)$/s,
    (option, value, why = '') => say`Option '${option}' argument '${value}' is invalid. ${choicesIn(why)}`,
  ],
  [
    /^command-argument value '(.*)' is invalid for argument '(.*?)'\. (.*)$/s,
    (value, argument, why = '') =>
      say`Command-argument value '${value}' is invalid for argument '${argument}'. ${choicesIn(why)}`,
  ],
  [
    /^too many arguments(?: for '.*')?\. Expected (\d+) arguments? but got (\d+).*$/s,
    (expected, got) => say`Too many arguments. Expected ${expected} but got ${got}.`,
  ],
];

function sentenceFor(message: string): string {
  for (const [pattern, tell] of SENTENCES) {
    const parts = pattern.exec(message)?.slice(1);
    if (parts) return tell(...parts);
  }
  return `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, '')}.`;
}

function choicesIn(why: string): string {
  const [, choices] = /^Allowed choices are (.*)\.$/s.exec(why) ?? [];
  return choices === undefined ? why : say`Allowed choices are ${choices}.`;
}

/** `(Did you mean --out?)` */
function suggestionIn(text: string | undefined): string | undefined {
  const [, several, names] = /^\(Did you mean (one of )?(.*)\?\)$/.exec(text ?? '') ?? [];
  if (names === undefined) return text;
  return several === undefined ? say`Did you mean ${names}?` : say`Did you mean one of ${names}?`;
}

function nameIn(asked: Argument | Option): string {
  return 'flags' in asked ? asked.flags : asked.name();
}

function optionsOf(command: CommandUnknownOpts): readonly Option[] {
  return [...command.options, ...(command.parent ? optionsOf(command.parent) : [])];
}
