import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { REPORTS } from '../../reports/catalog.ts';
import type { Language } from '../../reports/language.ts';
import { severityColor } from '../render/report-table.ts';
import { layRows } from '../render/rows.ts';
import type { Session } from '../session.ts';

export async function run(
  { terminal, options }: Session,
  { language }: { readonly language: Language },
): Promise<number> {
  if (options.json) {
    const list = REPORTS.map(({ sql: _, columns, ...report }) => ({ ...report, columns }));
    terminal.out(`${JSON.stringify(list, null, 2)}\n`);
    return EXIT.done;
  }
  const rows = REPORTS.map(({ id, severity, cis = '', question }) => ({
    cells: [
      id,
      { text: severity, paint: severityColor(severity, terminal.style) },
      cis && say`CIS ${cis}`,
      question[language],
    ],
  }));
  terminal.out(`${layRows(rows, terminal.view).flat().join('\n')}\n`);
  terminal.out(say`\n${REPORTS.length} reports. Run one: metsuke report run ${REPORTS[0]?.id}\n`);
  return EXIT.done;
}
