import { EXIT } from '../../domain/errors.ts';
import { REPORTS } from '../../reports/catalog.ts';
import type { Language } from '../../reports/report.ts';
import { severityColor } from '../render/report-table.ts';
import { alignRows } from '../render/text.ts';
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
  const rows = alignRows(
    REPORTS.map(({ id, severity, cis = '', question }) => [id, severity, cis && `CIS ${cis}`, question[language]]),
  );
  REPORTS.forEach(({ severity }, index) => {
    terminal.out(`${(rows[index] ?? '').replace(severity, severityColor(severity, terminal.style))}\n`);
  });
  terminal.out(`\n${REPORTS.length} reports. Run one: metsuke report run ${REPORTS[0]?.id}\n`);
  return EXIT.done;
}
