import { retell, say } from '../../domain/say.ts';
import type { StatusSource } from '../../engine/sources.ts';
import type { Status } from '../../engine/status.ts';
import type { View } from '../terminal.ts';
import type { Row } from './rows.ts';
import { layRows } from './rows.ts';
import { paragraph } from './wrap.ts';

const NAMES: Readonly<Record<StatusSource['source'], string>> = {
  'stack-sets': say`stack sets of CloudFormation`,
  entries: say`entries of events`,
  heartbeats: say`oldest heartbeat`,
  aggregator: say`aggregator of AWS Config`,
  trail: say`trail of the organization`,
  archive: say`newest logs of the archive`,
  'drift-detection': say`drift detection`,
};

/** What the status goes by, and how old that is. */
export function renderSources({ sources, readAt }: Status, { style, screen }: View): readonly string[] {
  if (sources.length === 0) return [];
  const rows = sources.map((source): Row => {
    const shown = [markOf(source), NAMES[source.source], ...told(source, readAt)];
    if (source.isFault) return { cells: shown, paint: source.state === 'unknown' ? style.yellow : style.red };
    if (source.isLate) return { cells: shown, paint: style.yellow };
    const [mark = '', ...rest] = shown;
    return { cells: [{ text: mark, paint: style.green }, ...rest] };
  });
  return [
    '',
    ...paragraph(say`What this goes by, and how old that is:`, screen),
    ...layRows(rows, { screen, indent: '  ' }).flat(),
  ];
}

function markOf({ state, isFault, isLate }: StatusSource): string {
  if (state === 'unknown') return '?';
  return isFault ? '✗' : isLate ? '○' : '●';
}

function told({ source, state, at, reason }: StatusSource, readAt: string): readonly string[] {
  const why = reason === null ? '' : retell(reason);
  if (state === 'unknown') return [say`unknown, because ${why}`];
  const none = source === 'entries' ? say`none` : say`never`;
  return [at === null ? none : ageOf(Date.parse(readAt) - Date.parse(at)), why];
}

function ageOf(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return say`now`;
  if (minutes < 120) return say`${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? say`${hours} h ago` : say`${Math.floor(hours / 24)} d ago`;
}
