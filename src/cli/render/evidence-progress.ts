import type { VerifyEvent } from '../../evidence/verify.ts';
import type { Terminal } from '../terminal.ts';
import { duration } from './text.ts';

export interface VerifyProgress {
  readonly onEvent: (event: VerifyEvent) => void;
  readonly finish: () => void;
}

/** A line that is rewritten on a terminal; a line every ten seconds elsewhere. */
export function makeVerifyProgress(terminal: Terminal, now: () => number): VerifyProgress {
  const started = now();
  const every = terminal.isInteractive ? 200 : 10_000;
  const counts = { places: 0, digests: 0, logs: 0, bytes: 0, findings: 0 };
  let last = started;
  const line = (): string => {
    const megabytes = (counts.bytes / 1_000_000).toFixed(0);
    return `${counts.places} account × region done, ${counts.digests} digests, ${counts.logs} log files (${megabytes} MB), ${counts.findings} findings, ${duration(now() - started)}`;
  };
  const show = (): void => {
    if (now() - last < every) return;
    last = now();
    terminal.err(terminal.isInteractive ? `\r${line()}` : `${line()}\n`);
  };
  return {
    onEvent(event) {
      if (event.type === 'progress') {
        counts.digests += event.digests;
        counts.logs += event.logs;
        counts.bytes += event.bytes;
      } else {
        counts.places += 1;
        counts.findings += event.result.findingCount;
      }
      show();
    },
    finish: () => terminal.err(`${terminal.isInteractive ? '\r' : ''}${line()}\n`),
  };
}
