import { NOTHING_FITS, UNKNOWN_FIT } from '../../patching/install.ts';
import type { CommandResult } from '../../sessions/send-to-all.ts';
import type { View } from '../terminal.ts';
import { instanceText } from './instances.ts';
import { countOf } from './text.ts';
import { paragraph } from './wrap.ts';

const WORDS: Readonly<Record<string, string>> = {
  Success: 'patched',
  [NOTHING_FITS]: 'nothing to install: none of the patches is for',
  Failed: 'failed',
  NotSent: 'not sent',
  NotBegun: 'not begun',
  Undeliverable: 'never reached: Systems Manager lost the instance',
  DeliveryTimedOut: 'never reached: the instance did not take the command in time',
  ExecutionTimedOut: 'took too long, and may still be at it',
  Unknown: 'unknown',
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
  const code = isFine || exitCode === null ? '' : ` (exit code ${exitCode})`;
  return `${code}${said === '' ? '' : `: ${said}`}`;
}

export function renderPatchCounts(results: readonly CommandResult[], { screen }: View): string {
  const count = (wanted: string): number => results.filter(({ status }) => status === wanted).length;
  const [patched, unfit] = [count('Success'), count(NOTHING_FITS)];
  const nothing = unfit === 0 ? '' : `, ${unfit} had nothing to install`;
  const hint =
    unfit > 0 && patched === 0 ? ' No patch that was named fits any of them: look at how it is written.' : '';
  const text = `${countOf(patched, 'instance')} patched, ${results.length - patched - unfit} not${nothing}.${hint}`;
  return `${paragraph(text, screen).join('\n')}\n`;
}

function lastLineOf(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}
