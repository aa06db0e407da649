import { retell, say } from '../../domain/say.ts';
import { forShell } from '../../domain/text/media.ts';
import { countOf } from '../../domain/text/phrases.ts';
import type { BundleCheck } from '../../evidence/bundle/check.ts';
import type { Exported } from '../../evidence/bundle/export.ts';
import type { View } from '../terminal.ts';
import type { Cell } from './pieces.ts';
import { layRows } from './rows.ts';
import { commandLines, paragraph } from './wrap.ts';

export function renderExported(
  { folder, evidenceCase, verification, seal }: Exported,
  { style, screen }: View,
): string {
  const { name, logFiles, digests } = evidenceCase;
  const findings = verification.findingCount;
  const what = say`case ${name} in ${folder}: ${countOf(logFiles, 'log file')}, ${countOf(digests, 'digest')}`;
  const proven =
    findings === 0
      ? say`Every log file of the period is proven.`
      : {
          text: say`${countOf(findings, 'finding')}: the cover page and verification.json name them.`,
          paint: style.red,
        };
  return [
    ...paragraph([{ text: say`Sealed`, paint: style.green }, ` ${what}`], screen),
    ...paragraph([proven], screen),
    '',
    ...layRows([{ cells: [say`seal`, seal] }], { screen }).flat(),
    '',
    ...paragraph(
      say`Keep the seal apart from the folder. Others verify it with openssl, as README.en.md shows, or with:`,
      screen,
    ),
    ...commandLines(`metsuke evidence check ${forShell(folder)} --seal ${seal}`, { width: screen.width, first: '  ' }),
    '',
  ].join('\n');
}

const SIGNED: { readonly [K in BundleCheck['signedBy']]: string } = {
  nobody: say`no`,
  own: say`by the key in the folder (give --signer-key to know whose it is)`,
  known: say`by the key that you gave`,
};

export function renderCheck(check: BundleCheck, view: View): string {
  const { style, screen } = view;
  const { differences } = check;
  const conclusion =
    differences.length === 0
      ? { text: say`Nothing differs from what was sealed.`, paint: style.green }
      : { text: say`${countOf(differences.length, 'difference')} from what was sealed.`, paint: style.red };
  return [
    ...layRows(
      factsOf(check, view).map((cells) => ({ cells })),
      { screen },
    ).flat(),
    '',
    ...differences.flatMap(({ kind, path, message }) => [
      ...paragraph([{ text: kind, paint: style.red }, ` ${path}`], { width: screen.width, rest: '  ' }),
      ...paragraph(retell(message), { width: screen.width, first: '  ' }),
    ]),
    ...paragraph([conclusion], screen),
    '',
  ].join('\n');
}

function factsOf(check: BundleCheck, { style }: View): readonly (readonly Cell[])[] {
  const { evidenceCase, verification, seal, isSealKnown, signedBy, isPack } = check;
  const findings = verification?.findingCount ?? 0;
  const unknown = { text: say`(compare it with the one that was kept, or give --seal)`, paint: style.dim };
  const named = { text: say`${findings} of the log itself: verification.json names them`, paint: style.yellow };
  return [
    ...(isPack ? [] : [[say`case`, evidenceCase?.name ?? say`unknown`]]),
    ...(evidenceCase
      ? [
          [say`period`, `${evidenceCase.from} – ${evidenceCase.to}`],
          [say`exported`, evidenceCase.exportedAt],
        ]
      : []),
    [say`seal`, seal],
    ...(isSealKnown ? [] : [['', unknown]]),
    [say`signed`, SIGNED[signedBy]],
    ...(isPack ? [] : [[say`log files`, countProven(check)]]),
    ...(findings > 0 ? [[say`findings`, named]] : []),
  ];
}

function countProven({ verification }: BundleCheck): string {
  const places = verification?.places ?? [];
  const [all, proven] = [places.map(({ logs }) => logs), places.map(({ provenLogs }) => provenLogs)].map((counts) =>
    counts.reduce((sum, count) => sum + count, 0),
  );
  return say`${proven} of ${all} proven by CloudTrail's signatures`;
}
