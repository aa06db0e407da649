import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Row } from '../../src/query/engine.ts';
import type { Report } from '../../src/reports/report.ts';
import { ArchiveFolder } from './archive.ts';
import { askReport } from './ask-report.ts';
import { ACCOUNT } from './events.ts';
import type { Content } from './report-examples.ts';

/**
 * What a report says of each of its examples. Where rows tell the account, each example gets one of its own and all are
 * asked about at once: to open an archive takes longer than to ask.
 */
export async function askExamples(report: Report, examples: readonly Content[]): Promise<readonly (readonly Row[])[]> {
  const at = report.columns.indexOf('account');
  if (at < 0 || report.tables.some((table) => table !== 'cloudtrail')) {
    return Promise.all(examples.map(async (content) => (await askReport(report, content)).rows));
  }
  const accounts = examples.map((_, index) => String(700_000_000_000 + index));
  const { rows } = await askReport(report, (archive) => {
    for (const [index, content] of examples.entries()) moveInto(archive, content, accounts[index] ?? '');
  });
  const strange = rows.find((row) => !accounts.includes(String(row[at])));
  if (strange !== undefined) throw new Error(`A row is of no example: ${JSON.stringify(strange)}`);
  return accounts.map((account) => rows.filter((row) => row[at] === account));
}

function moveInto(archive: ArchiveFolder, content: Content, account: string): void {
  const own = new ArchiveFolder();
  content(own);
  for (const entry of readdirSync(own.path, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const text = gunzipSync(readFileSync(path)).toString().replaceAll(ACCOUNT, account);
    archive.addGzip(path.slice(own.path.length + 1).replaceAll(ACCOUNT, account), text);
  }
  own.remove();
}
