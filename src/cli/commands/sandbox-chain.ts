import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import type { Hop, Trace } from '../../sandbox/event-chain.ts';
import { layRows } from '../render/rows.ts';
import { paragraph } from '../render/wrap.ts';
import type { Terminal, View } from '../terminal.ts';

type Style = Terminal['style'];

/** Options of every command that say how it answers. */
export interface Shown {
  readonly json?: boolean;
  readonly color?: boolean;
}

/** How each event went on, hop by hop, or why it ended; many of a kind are counted. */
export function renderTraces(traces: readonly Trace[], names: ReadonlyMap<string, string>, view: View): string {
  const { style, screen } = view;
  const [first] = traces;
  if (first === undefined) return say`Nothing was sent.`;
  const hops = traces.flatMap((trace) => trace.hops);
  const rows = traces.length === 1 ? hops.map((hop) => rowOf(hop, names)) : countedRows(hops, names);
  const title = traces.length === 1 ? first.title : `${countOf(traces.length, 'event')}: ${titlesOf(traces)}`;
  return [
    ...paragraph([{ text: title, paint: style.bold }], screen),
    ...layRows(
      rows.map((cells) => ({ cells, paint: colorOf(cells[0], style) })),
      { screen, indent: '  ' },
    ).flat(),
    ...conclusion(traces, hops).flatMap((line) => paragraph(line, screen)),
  ].join('\n');
}

export function hasFailed(traces: readonly Trace[]): boolean {
  return traces.some(({ settled, hops }) => !settled || hops.some(({ outcome }) => outcome === 'failed'));
}

const MARKS: Readonly<Record<Hop['outcome'], string>> = {
  matched: '→',
  delivered: '→',
  recorded: '◌',
  filtered: '-',
  ended: '■',
  failed: '✗',
};

function rowOf(hop: Hop, names: ReadonlyMap<string, string>): readonly string[] {
  return [MARKS[hop.outcome], hop.kind, hop.name, placeOf(hop, names), remarkOf(hop)];
}

function placeOf({ account, region }: Hop, names: ReadonlyMap<string, string>): string {
  return `${names.get(account) ?? account} ${region}`;
}

function remarkOf({ outcome, why, subject, result }: Hop): string {
  if (outcome === 'recorded') return say`only recorded: it would leave this machine`;
  if (why !== undefined) return outcome === 'failed' ? say`failed: ${why}` : why;
  if (result !== undefined) return say`returned ${result}`;
  return subject === undefined || subject === '' ? '' : `"${subject}"`;
}

/** Ids of single events, which would make every line another one. */
const IDS = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The same hop of many events is one line; of what a function returned there is one for each answer. */
function countedRows(hops: readonly Hop[], names: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const groups = new Map<string, { readonly row: readonly string[]; count: number }>();
  for (const hop of hops) {
    const row = rowOf(hop, names).map((cell) => cell.replace(IDS, '…'));
    const key = row.join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { row, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()].map(({ row: [mark = '', kind = '', ...rest], count }) => [
    mark,
    kind,
    `${count}×`,
    ...rest,
  ]);
}

function titlesOf(traces: readonly Trace[]): string {
  return [...new Set(traces.map(({ title }) => title))].join(', ');
}

function conclusion(traces: readonly Trace[], hops: readonly Hop[]): readonly string[] {
  const open = traces.filter(({ settled }) => !settled).length;
  const mails = hops
    .filter(({ kind, outcome }) => kind === 'mail' && outcome === 'delivered')
    .flatMap(({ mail }) => mail ?? []);
  return [
    '',
    ...(open > 0 ? [say`${countOf(open, 'event')} still on the way.`] : []),
    mails.length === 0
      ? say`No mail was sent.`
      : say`${countOf(mails.length, 'mail')} sent. Read it: metsuke sandbox mail show ${mails[0]}`,
  ];
}

function colorOf(mark: string | undefined, style: Style) {
  if (mark === MARKS.failed) return style.red;
  return mark === MARKS.ended ? style.yellow : undefined;
}
