import type { BundleCheck } from '../../evidence/bundle/check.ts';
import type { Exported } from '../../evidence/bundle/export.ts';
import type { Terminal } from '../terminal.ts';
import { countOf } from './text.ts';

type Style = Terminal['style'];

export function renderExported({ folder, evidenceCase, verification, seal }: Exported, style: Style): string {
  const { name, logFiles, digests } = evidenceCase;
  const findings = verification.findingCount;
  return [
    `${style.green('Sealed')} case ${name} in ${folder}: ${countOf(logFiles, 'log file')}, ${countOf(digests, 'digest')}`,
    findings === 0
      ? 'Every log file of the period is proven.'
      : style.red(`${countOf(findings, 'finding')}: the cover page and verification.json name them.`),
    '',
    `seal  ${seal}`,
    '',
    'Keep the seal somewhere else than the folder. Anybody verifies it with openssl as README.en.md says, or with:',
    `  metsuke evidence check ${folder} --seal ${seal}`,
    '',
  ].join('\n');
}

const SIGNED: { readonly [K in BundleCheck['signedBy']]: string } = {
  nobody: 'no',
  own: 'by the key in the folder (give --signer-key to know whose it is)',
  known: 'by the key that you gave',
};

export function renderCheck(check: BundleCheck, style: Style): string {
  const { evidenceCase, verification, differences, seal, isSealKnown, signedBy } = check;
  const findings = verification?.findingCount ?? 0;
  return [
    `case       ${evidenceCase?.name ?? 'unknown'}`,
    ...(evidenceCase
      ? [`period     ${evidenceCase.from} – ${evidenceCase.to}`, `exported   ${evidenceCase.exportedAt}`]
      : []),
    `seal       ${seal}${isSealKnown ? '' : style.dim(' (compare it with the one that was kept, or give --seal)')}`,
    `signed     ${SIGNED[signedBy]}`,
    `log files  ${countProven(check)}`,
    ...(findings > 0 ? [style.yellow(`findings   ${findings} of the log itself: verification.json names them`)] : []),
    '',
    ...differences.flatMap(({ kind, path, message }) => [`${style.red(kind)} ${path}`, `  ${message}`]),
    differences.length === 0
      ? style.green('Nothing differs from what was sealed.')
      : style.red(`${countOf(differences.length, 'difference')} from what was sealed.`),
    '',
  ].join('\n');
}

function countProven({ verification }: BundleCheck): string {
  const places = verification?.places ?? [];
  const [all, proven] = [places.map(({ logs }) => logs), places.map(({ provenLogs }) => provenLogs)].map((counts) =>
    counts.reduce((sum, count) => sum + count, 0),
  );
  return `${proven} of ${all} proven by CloudTrail's signatures`;
}
