/** A table of Markdown, aligned so that it can be read on a terminal too; all columns but the first are numbers. */
export function numberTable(headers, rows) {
  return draw(headers, rows, (_, column) => column > 0);
}

/** The same with text in all columns. */
export function textTable(headers, rows) {
  return draw(headers, rows, () => false);
}

function draw(headers, rows, isRight) {
  const all = [headers, ...rows].map((cells) => cells.map(String));
  const widths = headers.map((_, column) => Math.max(3, ...all.map((cells) => cells[column].length)));
  const pad = (cell, column) => (isRight(cell, column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]));
  const line = (cells) => `| ${cells.map(pad).join(' | ')} |`;
  const rule = widths.map((width, column) => (isRight('', column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(all[0]), `| ${rule.join(' | ')} |`, ...all.slice(1).map(line)].join('\n');
}

/** The promises, and which of them are kept. */
export function goalTable(goals) {
  const rows = goals.map(({ what, goal, measured, isMet }) => [what, goal, measured, isMet ? 'met' : '**missed**']);
  return textTable(['what', 'goal', 'measured', ''], rows);
}
