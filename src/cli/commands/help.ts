import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { makeSuggestion } from '../../config/suggest.ts';
import { quote } from '../../config/text.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { print } from '../print.ts';
import type { Topic } from '../topics.ts';

const TOPICS: Readonly<Record<Topic, string>> = {
  configuration: say`the sections of metsuke.yaml, or one of them with its defaults`,
  costs: say`what AWS charges for, and what of it is on by default`,
  'exit-codes': say`what the end of a command says to a script`,
};

const TOPIC_LINES = [
  '',
  say`Topics:`,
  ...Object.entries(TOPICS).map(([name, description]) => `  ${name.padEnd(15)} ${description}`),
].join('\n');

const EXAMPLES = say`
Examples:
  metsuke help archive sync
  metsuke help costs
  metsuke help configuration guardDuty`;

/** Help of commands, as `--help` gives it, and of topics. */
export function registerHelp(program: CommandUnknownOpts): void {
  program
    .helpCommand(false)
    .command('help')
    .description(say`help of a command or a topic`)
    .argument('[words...]', say`a command, or configuration, costs, exit-codes`)
    .addHelpText('after', `${TOPIC_LINES}\n${EXAMPLES}`)
    .action(async (words) => {
      const [first, second] = words;
      if (first === undefined) return showAll(program);
      if (isTopic(first)) {
        const { textOfTopic } = await import('../topics.ts');
        return print(textOfTopic(first, second));
      }
      findCommand(program, words).outputHelp();
    });
}

function showAll(program: CommandUnknownOpts): void {
  program.outputHelp();
  print(`${TOPIC_LINES}\n\n${say`See: metsuke help TOPIC`}`);
}

function isTopic(word: string): word is Topic {
  return Object.hasOwn(TOPICS, word);
}

function findCommand(from: CommandUnknownOpts, [name, ...below]: readonly string[]): CommandUnknownOpts {
  if (name === undefined) return from;
  const found = from.commands.find((command) => command.name() === name);
  if (found !== undefined) return findCommand(found, below);
  const names = [...from.commands.map((command) => command.name()), ...(from.parent ? [] : Object.keys(TOPICS))];
  throw new MetsukeError('usage', say`${quote(name)} is neither a command nor a topic.`, {
    hint: [makeSuggestion(name, names), say`See: metsuke help`].filter(Boolean).join(' '),
  });
}
