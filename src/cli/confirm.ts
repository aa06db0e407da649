import { Interruption, MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { interrupts } from './interrupts.ts';
import { type Terminal, undisturbed } from './terminal.ts';

const APPLY = { message: say`Apply these changes?`, hint: say`Say it with --yes, or apply a saved plan.` };

/** Asks on a terminal; elsewhere the option must have been given. */
export async function confirmChanges(terminal: Terminal, { message, hint } = APPLY): Promise<boolean> {
  requireInteractive(terminal, hint);
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await undisturbed(terminal, () => confirm({ message, initialValue: false, ...ASKED }));
  if (isCancel(answer)) throw interrupted();
  if (!answer) terminal.err(say`Nothing was changed.\n`);
  return answer;
}

/** For what cannot be taken back: the exact word has to be typed. */
export async function confirmByTyping(terminal: Terminal, word: string, option: string): Promise<boolean> {
  requireInteractive(terminal, say`Say it with ${option}.`);
  const { isCancel, text } = await import('@clack/prompts');
  const answer = await undisturbed(terminal, () => text({ message: say`Type ${word} to remove all this:`, ...ASKED }));
  if (isCancel(answer)) throw interrupted();
  if (answer.trim() === word) return true;
  terminal.err(say`Nothing was changed.\n`);
  return false;
}

/** For what is charged: nothing is asked of AWS before the answer. */
export async function confirmCost(terminal: Terminal, cost: string): Promise<boolean> {
  requireInteractive(
    terminal,
    say`Say it with --yes, or raise --max-usd.`,
    say`Up to ${cost} would be charged, and nobody can be asked here; nothing was run.`,
  );
  const { confirm, isCancel } = await import('@clack/prompts');
  const question = { message: say`Spend up to ${cost}?`, initialValue: false, ...ASKED };
  const answer = await undisturbed(terminal, () => confirm(question));
  if (isCancel(answer)) throw new Interruption(say`Interrupted before anything was run.`);
  return answer;
}

/** A question is taken away by SIGTERM and SIGHUP as by Ctrl-C, which is a key while one is asked. */
export const ASKED = { output: process.stderr, signal: interrupts.signal };

function interrupted(): Interruption {
  return new Interruption(say`Interrupted before anything was changed.`);
}

const NOBODY = say`Nobody can be asked here; nothing was changed.`;

function requireInteractive(terminal: Terminal, hint: string, message = NOBODY): void {
  if (!terminal.isInteractive) throw new MetsukeError('not-confirmed', message, { hint });
}
