import { forTerminal } from '../../domain/text/media.ts';
import { NOTHING_FITS, UNKNOWN_FIT } from '../../patching/install.ts';
import type { CommandResult } from '../../sessions/send-to-all.ts';
import type { Terminal } from '../terminal.ts';
import { countOf } from './text.ts';

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

/** One line; a failure with the last that was said. */
export function renderPatchResult({ instance, ...result }: CommandResult, style: Terminal['style']): string {
  const { status, exitCode, stderr, stdout } = result;
  const color = status === 'Success' ? style.green : status === NOTHING_FITS ? style.yellow : style.red;
  const who = [instance.name || '-', instance.id, instance.accountName, instance.region].map(forTerminal).join(' ');
  const end = color(WORDS[status] ?? forTerminal(status));
  // What the run itself says of a success is of no use; what we could not find out is.
  const isFine = status === 'Success' || status === NOTHING_FITS;
  if (isFine && !stderr.startsWith(UNKNOWN_FIT)) return `${end} ${who}\n`;
  const said = lastLineOf(stderr) || lastLineOf(stdout);
  const code = isFine || exitCode === null ? '' : ` (exit code ${exitCode})`;
  return `${end} ${who}${code}${said === '' ? '' : `: ${said}`}\n`;
}

export function renderPatchCounts(results: readonly CommandResult[]): string {
  const count = (wanted: string): number => results.filter(({ status }) => status === wanted).length;
  const [patched, unfit] = [count('Success'), count(NOTHING_FITS)];
  const nothing = unfit === 0 ? '' : `, ${unfit} had nothing to install`;
  const hint =
    unfit > 0 && patched === 0 ? ' No patch that was named fits any of them: look at how it is written.' : '';
  return `${countOf(patched, 'instance')} patched, ${results.length - patched - unfit} not${nothing}.${hint}\n`;
}

function lastLineOf(text: string): string {
  return forTerminal(text.trimEnd().split('\n').at(-1)?.trim() ?? '');
}
