import { say } from '../../domain/say.ts';
import { megabytes } from '../../domain/text/phrases.ts';
import type { VerifyEvent } from '../../evidence/verify.ts';

/** How far a verification is, in one line. */
export function makeVerifyCounter(): { readonly onEvent: (event: VerifyEvent) => void; readonly line: () => string } {
  const counts = { places: 0, digests: 0, logs: 0, bytes: 0, findings: 0 };
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
    },
    line: () =>
      say`${counts.places} account × region done, ${counts.digests} digests, ${counts.logs} log files (${megabytes(counts.bytes)} MB), ${counts.findings} findings`,
  };
}
