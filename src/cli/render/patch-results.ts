import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { NOTHING_FITS, UNKNOWN_FIT } from '../../patching/install.ts';
import type { CommandResult } from '../../sessions/send-to-all.ts';
import type { View } from '../terminal.ts';
import { instanceText } from './instances.ts';
import { paragraph } from './wrap.ts';

const WORDS: Readonly<Record<string, string>> = {
  Success: say`patched`,
  [NOTHING_FITS]: say`nothing to install on`,
  Failed: say`failed`,
  NotSent: say`not sent`,
  NotBegun: say`not begun`,
  Undeliverable: say`never reached (Systems Manager lost the instance)`,
  DeliveryTimedOut: say`never reached (the instance did not take the command in time)`,
  ExecutionTimedOut: say`took too long, and may still be running on`,
  Unknown: say`unknown`,
};

/** One paragraph; a failure with the last that was said. */
export function renderPatchResult(result: CommandResult, { style, screen }: View): string {
  const { instance, status } = result;
  const paint = status === 'Success' ? style.green : status === NOTHING_FITS ? style.yellow : style.red;
  const spans = [{ text: WORDS[status] ?? status, paint }, ` ${instanceText(instance)}${reasonOf(result)}`];
  return `${paragraph(spans, { width: screen.width, rest: '  ' }).join('\n')}\n`;
}

/** What the run itself says of a success is of no use; what we could not find out is. */
function reasonOf({ status, exitCode, stderr, stdout }: CommandResult): string {
  const isFine = status === 'Success' || status === NOTHING_FITS;
  if (isFine && !stderr.startsWith(UNKNOWN_FIT)) return '';
  const said = lastLineOf(stderr) || lastLineOf(stdout);
  const code = isFine || exitCode === null ? '' : say` (exit code ${exitCode})`;
  return `${code}${said === '' ? '' : `: ${said}`}`;
}

export function renderPatchCounts(results: readonly CommandResult[], { screen }: View): string {
  const count = (wanted: string): number => results.filter(({ status }) => status === wanted).length;
  const [patched, unfit] = [count('Success'), count(NOTHING_FITS)];
  const failed = results.length - patched - unfit;
  const counts =
    unfit === 0
      ? say`${countOf(patched, 'instance')} patched, ${failed} not.`
      : say`${countOf(patched, 'instance')} patched, ${failed} not, ${unfit} had nothing to install.`;
  const hint = say`No patch that was named fits any of them: look at how it is written.`;
  const text = unfit > 0 && patched === 0 ? `${counts} ${hint}` : counts;
  return `${paragraph(text, screen).join('\n')}\n`;
}

function lastLineOf(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}
