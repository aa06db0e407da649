import type { Row } from './engine.ts';

/** As many rows as are wanted; `isCut` when there were more. */
export async function takeRows(
  found: AsyncIterable<Row>,
  limit: number,
): Promise<{ readonly rows: readonly Row[]; readonly isCut: boolean }> {
  const rows: Row[] = [];
  for await (const row of found) {
    if (rows.length === limit) return { rows, isCut: true };
    rows.push(row);
  }
  return { rows, isCut: false };
}
