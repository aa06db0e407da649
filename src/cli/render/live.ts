import { Listr, type ListrTaskWrapper } from 'listr2';
import type { EngineEvent, Progress, StepOutcome } from '../../engine/events.ts';
import type { Step } from '../../engine/plan/plan.ts';
import type { Terminal } from '../terminal.ts';
import { failureLine, type Names, type ProgressRenderer, titleOf } from './progress.ts';
import { duration } from './text.ts';

// biome-ignore lint/suspicious/noExplicitAny: listr2's own type parameters of a task wrapper
type Task = ListrTaskWrapper<unknown, any, any>;

interface Row {
  readonly step: Step;
  readonly finished: Promise<StepOutcome>;
  readonly finish: (outcome: StepOutcome) => void;
  task: Task | null;
  startedAt: number | null;
  endedAt: number | null;
  progress: Progress | null;
  note: string;
}

/** A line a step on the terminal, with what is done, failed and remaining, and the time since it began. */
export function makeLiveRenderer(names: Names, { errStyle }: Terminal, now: () => number): ProgressRenderer {
  const rows = new Map<string, Row>();
  let running: Promise<unknown> = Promise.resolve();
  const refresh = (
    row: Row | undefined,
    change: Partial<Pick<Row, 'startedAt' | 'endedAt' | 'progress' | 'note'>> = {},
  ): void => {
    if (!row) return;
    Object.assign(row, change);
    if (!row.task) return;
    row.task.title = [titleOf(row.step), errStyle.dim(detailOf(row, now))].join('  ');
    // listr2 fails when the output of a task that has ended is written to.
    if (row.note !== '' && row.endedAt === null) row.task.output = row.note;
  };
  const refreshAll = (note?: string): void => {
    for (const row of rows.values()) refresh(row, note === undefined || row.startedAt === null ? {} : { note });
  };
  const timer = setInterval(refreshAll, 1_000);
  timer.unref();
  const onEvent = (event: EngineEvent): void => {
    switch (event.type) {
      case 'run-started':
        for (const step of event.steps) rows.set(step.id, makeRow(step));
        running = runList([...rows.values()], refresh);
        return;
      case 'step-started':
        return refresh(rows.get(event.step), { startedAt: now() });
      case 'step-progress':
        return refresh(rows.get(event.step), { progress: event.progress });
      case 'step-note':
        return refresh(rows.get(event.step), { note: event.finding.message });
      case 'target-failed':
        return refresh(rows.get(event.step), { note: `failed: ${failureLine(event.failure, names)}` });
      case 'step-finished':
        refresh(rows.get(event.step), { endedAt: now() });
        return rows.get(event.step)?.finish(event.outcome);
      case 'waiting':
        return refreshAll(`waiting: ${event.what}`);
      case 'interrupting':
        return refreshAll('stopping cleanly; interrupt once more to leave at once');
      default:
        event satisfies never;
    }
  };
  const finish = async (): Promise<void> => {
    await running;
    clearInterval(timer);
  };
  return { onEvent, finish };
}

function detailOf({ startedAt, endedAt, progress }: Row, now: () => number): string {
  if (startedAt === null) return 'waits for the steps above';
  const counts =
    progress && progress.total > 1
      ? [
          `${progress.done} of ${progress.total} done`,
          ...(progress.failed > 0 ? [`${progress.failed} failed`] : []),
          ...(endedAt === null ? [`${progress.total - progress.done - progress.failed} remaining`] : []),
        ]
      : [];
  return [...counts, duration((endedAt ?? now()) - startedAt)].join(' · ');
}

function makeRow(step: Step): Row {
  let finish: (outcome: StepOutcome) => void = () => {};
  const finished = new Promise<StepOutcome>((resolve) => {
    finish = resolve;
  });
  return { step, finished, finish, task: null, startedAt: null, endedAt: null, progress: null, note: '' };
}

function runList(rows: readonly Row[], refresh: (row: Row) => void): Promise<unknown> {
  const list = new Listr(
    rows.map((row) => ({
      title: titleOf(row.step),
      task: async (_: unknown, task: Task) => {
        row.task = task;
        refresh(row);
        const { status } = await row.finished;
        if (status !== 'done') throw new Error(status);
      },
    })),
    {
      concurrent: true,
      exitOnError: false,
      collectErrors: false,
      // The results on stdout may be piped away; progress belongs to stderr.
      rendererOptions: { collapseErrors: false, showErrorMessage: false, outputBar: 1 },
    } as never,
  );
  return list.run();
}
