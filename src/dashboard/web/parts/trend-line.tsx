import type { Trend } from '../../view/trend.ts';
import { usePage } from '../context.ts';
import { count } from './list.tsx';

const [WIDTH, HEIGHT] = [90, 20];

/** How a count has changed, in words and as a line; nothing where no earlier day is known. */
export function TrendLine({ trend }: { readonly trend: Trend | null }) {
  const { say } = usePage();
  if (trend === null) return null;
  return (
    <span class="trend">
      {trend.changes.map(({ days, since, by }) => (
        <span key={days} title={say('changeSince', { since })}>
          {say('changeIn', { by: signed(by), n: days })}
        </span>
      ))}
      <Sparkline line={trend.line} />
    </span>
  );
}

function signed(by: number): string {
  if (by === 0) return '±0';
  return by > 0 ? `+${count(by)}` : `−${count(-by)}`;
}

/** Days of which nothing is known are left open: the line ends before them and begins anew after them. */
function Sparkline({ line }: { readonly line: Trend['line'] }) {
  const { say } = usePage();
  const known = line.filter((value) => value !== null);
  const most = Math.max(1, ...known);
  const at = (value: number, day: number): string =>
    `${((day / (line.length - 1)) * (WIDTH - 4) + 2).toFixed(1)},${(HEIGHT - 3 - (value / most) * (HEIGHT - 6)).toFixed(1)}`;
  const text = say('trendText', { n: known.length, least: Math.min(...known), most: Math.max(...known) });
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={text}>
      {stretchesOf(line).map(({ first, values }) =>
        values.length === 1 ? (
          <circle
            key={first}
            cx={at(values[0] ?? 0, first).split(',')[0]}
            cy={at(values[0] ?? 0, first).split(',')[1]}
            r="1.6"
          />
        ) : (
          <polyline key={first} points={values.map((value, index) => at(value, first + index)).join(' ')} />
        ),
      )}
    </svg>
  );
}

/** Days that follow each other. */
function stretchesOf(line: Trend['line']): readonly { readonly first: number; readonly values: readonly number[] }[] {
  const stretches: { first: number; values: number[] }[] = [];
  for (const [day, value] of line.entries()) {
    if (value === null) continue;
    const last = stretches.at(-1);
    if (last !== undefined && last.first + last.values.length === day) last.values.push(value);
    else stretches.push({ first: day, values: [value] });
  }
  return stretches;
}
