import { Listr, type ListrTaskWrapper, PRESET_TIMER } from 'listr2';
import type { EngineEvent, StepOutcome } from '../../engine/events.ts';
import type { Step } from '../../engine/plan/plan.ts';
import { failureLine, type Names, type ProgressRenderer, titleOf } from './progress.ts';

// biome-ignore lint/suspicious/noExplicitAny: listr2's own type parameters of a task wrapper
type Task = ListrTaskWrapper<unknown, any, any>;

interface Row {
  readonly step: Step;
  readonly finished: Promise<StepOutcome>;
  readonly finish: (outcome: StepOutcome) => void;
  task: Task | null;
  latest: string;
}

/** A line a step on the terminal, with what is done, failed and remaining, and the time it took. */
export function makeLiveRenderer(names: Names): ProgressRenderer {
  const rows = new Map<string, Row>();
  let running: Promise<unknown> = Promise.resolve();
  const show = (step: string, text: string): void => {
    const row = rows.get(step);
    if (!row) return;
    row.latest = text;
    if (row.task) row.task.output = text;
  };
  const onEvent = (event: EngineEvent): void => {
    switch (event.type) {
      case 'run-started':
        for (const step of event.steps) rows.set(step.id, makeRow(step));
        running = runList([...rows.values()]);
        return;
      case 'step-started':
        return show(event.step, 'started');
      case 'step-progress': {
        const { done, failed, total } = event.progress;
        return show(event.step, `${done} of ${total} done, ${failed} failed, ${total - done - failed} remaining`);
      }
      case 'step-note':
        return show(event.step, event.finding.message);
      case 'target-failed':
        return show(event.step, `failed: ${failureLine(event.failure, names)}`);
      case 'step-finished':
        return rows.get(event.step)?.finish(event.outcome);
      case 'waiting':
      case 'interrupting':
        for (const row of rows.values())
          show(row.step.id, event.type === 'waiting' ? `waiting: ${event.what}` : 'stopping cleanly …');
        return;
      default:
        event satisfies never;
    }
  };
  return { onEvent, finish: async () => void (await running) };
}

function makeRow(step: Step): Row {
  let finish: (outcome: StepOutcome) => void = () => {};
  const finished = new Promise<StepOutcome>((resolve) => {
    finish = resolve;
  });
  return { step, finished, finish, task: null, latest: '' };
}

function runList(rows: readonly Row[]): Promise<unknown> {
  const list = new Listr(
    rows.map((row) => ({
      title: titleOf(row.step),
      task: async (_: unknown, task: Task) => {
        row.task = task;
        task.output = row.latest;
        const outcome = await row.finished;
        if (outcome.status !== 'done') throw new Error(outcome.status);
      },
    })),
    {
      concurrent: true,
      exitOnError: false,
      collectErrors: false,
      fallbackRendererCondition: false,
      rendererOptions: { timer: PRESET_TIMER, collapseErrors: false, showErrorMessage: false, outputBar: 1 },
    } as never,
  );
  return list.run();
}
