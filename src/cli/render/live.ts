import { retell, say } from '../../domain/say.ts';
import { countOf, duration } from '../../domain/text/phrases.ts';
import type { Progress as Counts, EngineEvent, StepStatus } from '../../engine/events.ts';
import type { Step } from '../../engine/steps/step.ts';
import { asOneLine } from '../colors.ts';
import type { Size } from '../progress/live-region.ts';
import type { Progress } from '../progress/progress.ts';
import type { Terminal } from '../terminal.ts';
import { type Names, type ProgressRenderer, remainingOf, targetLine, titleOf } from './progress.ts';

type Status = 'waiting' | 'running' | StepStatus;

interface Row {
  readonly step: Step;
  status: Status;
  startedAt: number;
  endedAt: number;
  progress: Counts | null;
  note: string;
}

type Style = Terminal['errStyle'];

/** A line a step on the terminal, with what is done, failed and remaining, and the time since it began. */
export function makeLiveRenderer(
  names: Names,
  { err, errStyle }: Pick<Terminal, 'err' | 'errStyle'>,
  { progress, now }: { readonly progress: Pick<Progress, 'drawLines'>; readonly now: () => number },
): ProgressRenderer {
  const rows = new Map<string, Row>();
  let stopDrawing: (() => void) | null = null;
  const change = (step: string, changes: Partial<Row>): void => void Object.assign(rows.get(step) ?? {}, changes);
  const onEvent = (event: EngineEvent): void => {
    switch (event.type) {
      case 'run-started':
        for (const step of event.steps) rows.set(step.id, makeRow(step));
        stopDrawing = progress.drawLines((size) =>
          stepLines([...rows.values()], { size, now: now(), style: errStyle }),
        );
        return;
      case 'step-started':
        return change(event.step, { status: 'running', startedAt: now() });
      case 'step-progress':
        return change(event.step, { progress: event.progress });
      case 'step-note':
        return change(event.step, { note: retell(event.finding.message) });
      case 'target-failed':
        return change(event.step, { note: targetLine(event.failure, names, say`failed: `) });
      case 'step-finished':
        return change(event.step, { status: event.outcome.status, endedAt: now() });
      case 'waiting':
        return err(say`waiting: ${event.what}\n`);
      case 'interrupting':
        return err(
          `${errStyle.yellow(say`Interrupted:`)} ${say`stopping cleanly; interrupt once more to leave at once`}\n`,
        );
      default:
        event satisfies never;
    }
  };
  const finish = async (): Promise<void> => {
    if (stopDrawing === null) return;
    stopDrawing();
    stopDrawing = null;
    for (const row of rows.values()) err(`${asOneLine(rowLine(row, now(), errStyle))}\n`);
  };
  return { onEvent, finish };
}

function makeRow(step: Step): Row {
  return { step, status: 'waiting', startedAt: 0, endedAt: 0, progress: null, note: '' };
}

interface View {
  readonly size: Size;
  readonly now: number;
  readonly style: Style;
}

/** Every step, where the terminal has a row for each; else a summary and the steps at work. */
export function stepLines(rows: readonly Row[], { size, now, style }: View): readonly string[] {
  const linesOf = (row: Row): readonly string[] => [rowLine(row, now, style), ...noteLines(row, style)];
  const all = rows.flatMap(linesOf);
  const room = size.rows - 1;
  if (all.length <= room) return all;
  if (rows.length <= room) return rows.map((row) => rowLine(row, now, style));
  const active = rows.filter(({ status }) => status === 'running');
  const shown = active.slice(0, Math.max(0, active.length + 1 <= room ? active.length : room - 2));
  const hidden = active.length - shown.length;
  return [
    summaryOf(rows),
    ...shown.map((row) => rowLine(row, now, style)),
    ...(hidden > 0 && room > 1 ? [style.dim(say`  and ${hidden} more at work`)] : []),
  ];
}

function summaryOf(rows: readonly Row[]): string {
  const count = (...statuses: readonly Status[]): number =>
    rows.filter(({ status }) => statuses.includes(status)).length;
  const failed = count('failed');
  return [
    say`${count('done')} of ${countOf(rows.length, 'change')} done`,
    ...(failed > 0 ? [say`${failed} failed`] : []),
    say`${count('running')} at work`,
    say`${count('waiting')} to come`,
  ].join(' · ');
}

function rowLine(row: Row, now: number, style: Style): string {
  return `${iconOf(row.status, now, style)} ${titleOf(row.step)}  ${style.dim(detailOf(row, now))}`;
}

function noteLines({ status, note }: Row, style: Style): readonly string[] {
  return note !== '' && status === 'running' ? [style.dim(`  › ${note}`)] : [];
}

const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const FRAME_MS = 100;

function iconOf(status: Status, now: number, style: Style): string {
  switch (status) {
    case 'waiting':
      return style.dim('◌');
    case 'running':
      return style.cyan(FRAMES[Math.floor(now / FRAME_MS) % FRAMES.length] ?? '⠋');
    case 'done':
      return style.green('✔');
    case 'failed':
      return style.red('✖');
    case 'skipped':
      return style.dim('○');
    case 'interrupted':
      return style.yellow('■');
    default:
      return status satisfies never;
  }
}

function detailOf({ status, startedAt, endedAt, progress }: Row, now: number): string {
  if (startedAt === 0) return WITHOUT_START[status] ?? '';
  const isRunning = status === 'running';
  const counts =
    progress && progress.total > 1
      ? [
          say`${progress.done} of ${progress.total} done`,
          ...(progress.failed > 0 ? [say`${progress.failed} failed`] : []),
          ...(progress.notTried ? [say`${progress.notTried} not tried`] : []),
          ...(isRunning ? [say`${remainingOf(progress)} remaining`] : []),
        ]
      : [];
  return [...counts, duration((isRunning ? now : endedAt) - startedAt)].join(' · ');
}

const WITHOUT_START: { readonly [S in Status]?: string } = {
  waiting: say`waits for the steps that it needs`,
  skipped: say`not tried: a step that it needs has failed`,
  interrupted: say`not begun`,
};
