import { Interruption, MetsukeError } from '../domain/errors.ts';
import { interrupts } from './interrupts.ts';
import { type Terminal, undisturbed } from './terminal.ts';

const APPLY = { message: 'Apply these changes?', hint: 'Say it with --yes, or apply a saved plan.' };

/** Asks on a terminal; elsewhere the option must have been given. */
export async function confirmChanges(terminal: Terminal, { message, hint } = APPLY): Promise<boolean> {
  requireInteractive(terminal, hint);
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await undisturbed(terminal, () => confirm({ message, initialValue: false, ...ASKED }));
  if (isCancel(answer)) throw interrupted();
  if (!answer) terminal.err('Nothing was changed.\n');
  return answer;
}

/** For what cannot be taken back: the exact word has to be typed. */
export async function confirmByTyping(terminal: Terminal, word: string, option: string): Promise<boolean> {
  requireInteractive(terminal, `Say it with ${option}.`);
  const { isCancel, text } = await import('@clack/prompts');
  const answer = await undisturbed(terminal, () => text({ message: `Type ${word} to remove all this:`, ...ASKED }));
  if (isCancel(answer)) throw interrupted();
  if (answer.trim() === word) return true;
  terminal.err('Nothing was changed.\n');
  return false;
}

/** For what is charged: nothing is asked of AWS before the answer. */
export async function confirmCost(terminal: Terminal, cost: string): Promise<boolean> {
  requireInteractive(terminal, 'Say it with --yes, or raise --max-usd.', `Up to ${cost} would be charged, and nobody`);
  const { confirm, isCancel } = await import('@clack/prompts');
  const question = { message: `Spend up to ${cost}?`, initialValue: false, ...ASKED };
  const answer = await undisturbed(terminal, () => confirm(question));
  if (isCancel(answer)) throw interrupted('anything was run');
  return answer;
}

/** A question is taken away by SIGTERM and SIGHUP as by Ctrl-C, which is a key while one is asked. */
export const ASKED = { output: process.stderr, signal: interrupts.signal };

function interrupted(what = 'anything was changed'): Interruption {
  return new Interruption(`Interrupted before ${what}.`);
}

function requireInteractive(terminal: Terminal, hint: string, who = 'Nobody'): void {
  if (terminal.isInteractive) return;
  const what = who === 'Nobody' ? 'nothing was changed' : 'nothing was run';
  throw new MetsukeError('not-confirmed', `${who} can be asked here; ${what}.`, { hint });
}
