import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import type { EventChain, Mail } from '../../sandbox/event-chain.ts';
import { print, printJson } from '../print.ts';
import type { View } from '../terminal.ts';

const EXAMPLES = say`
Examples:
  metsuke sandbox mail                            what arrived
  metsuke sandbox mail show 2                     one of them, as a person reads it
  metsuke sandbox mail confirm                    follow the links of the confirmation mails
  metsuke sandbox mail list --to security@example.com --json

As on AWS, an address receives nothing else until its subscription is confirmed. No mail leaves this machine.`;

/** Every mail that Amazon SNS would have sent. */
export function registerMail(sandbox: CommandUnknownOpts): void {
  const mail = sandbox
    .command('mail')
    .description(say`the mails that Amazon SNS would have sent`)
    .addHelpText('after', EXAMPLES);
  mail
    .command('list', { isDefault: true })
    .description(say`what arrived, the oldest first`)
    .addHelpText('after', say`\nExamples:\n  metsuke sandbox mail list --to security@example.com`)
    .option('--to <address>', say`of one person only`)
    .action(async ({ to }, command) => {
      const chain = await connect();
      const [mails, pending] = await Promise.all([chain.listMails(to), chain.listPending(to)]);
      if (wantsJson(command)) return printJson({ mails, pending });
      const [{ describeMails }, { screen }] = await Promise.all([import('./sandbox-mailbox.ts'), view()]);
      print(describeMails(mails, pending, screen));
    });
  mail
    .command('show')
    .description(say`one mail, as a person reads it`)
    .addHelpText('after', say`\nExamples:\n  metsuke sandbox mail show 2`)
    .argument('[number]', say`the number that list shows; default: the newest mail`, parseNumber)
    .action(async (number, _options, command) => {
      const found = findMail(await (await connect()).listMails(), number);
      const { describeMail } = await import('./sandbox-mailbox.ts');
      if (wantsJson(command)) printJson(found);
      else print(describeMail(found));
    });
  mail
    .command('confirm')
    .description(say`confirm the subscriptions that wait for it`)
    .addHelpText('after', say`\nExamples:\n  metsuke sandbox mail confirm`)
    .option('--to <address>', say`of one person only`)
    .action(async ({ to }, command) => {
      const confirmed = await (await connect()).confirm(to);
      if (wantsJson(command)) return printJson(confirmed);
      const [{ describeConfirmed }, { screen }] = await Promise.all([import('./sandbox-mailbox.ts'), view()]);
      print(describeConfirmed(confirmed, screen));
    });
}

function findMail(mails: readonly Mail[], wanted: number | undefined): Mail {
  const number = wanted ?? mails.at(-1)?.number ?? 1;
  const mail = mails.find((each) => each.number === number);
  if (mail !== undefined) return mail;
  const hint =
    mails.length === 0 ? say`There is no mail yet.` : say`There are ${mails[0]?.number} to ${mails.at(-1)?.number}.`;
  throw new MetsukeError('not-found', say`There is no mail ${number}.`, { hint });
}

async function view(): Promise<View> {
  const { makeTerminal } = await import('../terminal.ts');
  return makeTerminal({ color: true }).view;
}

async function connect(): Promise<EventChain> {
  const { requireSandbox } = await import('../../sandbox/sandbox.ts');
  const { connectEventChain } = await import('../../sandbox/event-chain.ts');
  return connectEventChain(await requireSandbox(process.cwd()));
}

function parseNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(say`It must be the number of a mail.`);
  return Number(text);
}

function wantsJson(command: CommandUnknownOpts): boolean {
  return (command.optsWithGlobals() as { json?: boolean }).json === true;
}
