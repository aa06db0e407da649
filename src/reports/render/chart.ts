import { forHtml } from '../../domain/text/media.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
}

const MOST_BARS = 10;
const HEIGHT = 22;
const LABEL_WIDTH = 320;
const BAR_WIDTH = 420;
const VALUE_WIDTH = 90;
const LABEL_CHARACTERS = 46;

/** Horizontal bars, the longest as wide as there is room; a picture that needs no program to be seen. */
export function renderBars(bars: readonly Bar[], title: string): string {
  const shown = bars.slice(0, MOST_BARS);
  const largest = Math.max(0, ...shown.map(({ value }) => value));
  const height = shown.length * HEIGHT;
  const rows = shown.map(({ label, value }, index) => {
    const width = largest === 0 ? 0 : Math.max(1, Math.round((Math.max(0, value) / largest) * BAR_WIDTH));
    const y = index * HEIGHT;
    return [
      `<text x="${LABEL_WIDTH - 8}" y="${y + 15}" text-anchor="end">${forHtml(shorten(label))}</text>`,
      `<rect x="${LABEL_WIDTH}" y="${y + 4}" width="${width}" height="${HEIGHT - 8}" rx="2" fill="#1976d2"/>`,
      `<text x="${LABEL_WIDTH + width + 6}" y="${y + 15}">${value.toLocaleString('en-US')}</text>`,
    ].join('');
  });
  const size = `viewBox="0 0 ${LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH} ${height}"`;
  return `<svg role="img" aria-label="${forHtml(title)}" ${size} width="100%" style="max-width:54rem">${rows.join('\n')}</svg>`;
}

/** Names differ at their ends: `…assumed-role/Deployer/ci`. */
function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= LABEL_CHARACTERS ? text : `…${characters.slice(1 - LABEL_CHARACTERS).join('')}`;
}

/** Rows that share a label are one bar; the highest first, unless the labels are days. */
export function barsOf(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  { label, value }: { readonly label: string; readonly value: string },
): readonly Bar[] {
  const [at, of] = [columns.indexOf(label), columns.indexOf(value)];
  const sums = new Map<string, number>();
  for (const row of rows) {
    const name = String(row[at] ?? '');
    sums.set(name, (sums.get(name) ?? 0) + Number(row[of] ?? 0));
  }
  const bars = [...sums].map(([name, sum]) => ({ label: name, value: sum }));
  // Of days the last ones matter, in their order.
  if (label === 'day') return bars.sort((a, b) => (a.label < b.label ? -1 : 1)).slice(-MOST_BARS);
  return bars.sort((a, b) => b.value - a.value || (a.label < b.label ? -1 : 1));
}
