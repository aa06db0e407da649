import type { CommandResult } from '../../sessions/send-to-all.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from './text.ts';

const WORDS: Readonly<Record<string, string>> = {
  Success: 'patched',
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
  const color = status === 'Success' ? style.green : style.red;
  const who = [instance.name || '-', instance.id, instance.accountName, instance.region].map(printable).join(' ');
  const end = color(WORDS[status] ?? printable(status));
  if (status === 'Success') return `${end} ${who}\n`;
  const said = lastLineOf(stderr) || lastLineOf(stdout);
  const code = exitCode === null ? '' : ` (exit code ${exitCode})`;
  return `${end} ${who}${code}${said === '' ? '' : `: ${said}`}\n`;
}

function lastLineOf(text: string): string {
  return printable(text.trimEnd().split('\n').at(-1)?.trim() ?? '');
}
