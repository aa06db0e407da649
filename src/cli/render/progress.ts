import type { Finding } from '../../domain/finding.ts';
import { retell, say } from '../../domain/say.ts';
import { duration, listed } from '../../domain/text/phrases.ts';
import type { Progress as Counts, EngineEvent, Failure, StepStatus } from '../../engine/events.ts';
import { descriptionOf } from '../../engine/steps/describe.ts';
import type { Step } from '../../engine/steps/step.ts';
import type { Progress } from '../progress/progress.ts';
import { withoutNotTried } from './causes.ts';
import { makeRepeats } from './repeats.ts';

/** Turns the engine's events into something a person or a log can follow. */
export interface ProgressRenderer {
  readonly onEvent: (event: EngineEvent) => void;
  /** Resolves when the last line is written. */
  readonly finish: () => Promise<void>;
}

export interface Names {
  readonly account: (id: string) => string;
}

export function titleOf(step: Step): string {
  return descriptionOf(step).title(step);
}

/** `dev (444444444444) ap-northeast-1: reason` */
export function failureLine({ account, region, reason }: Failure, names: Names): string {
  const place = account === null ? '' : `${names.account(account)} ${region ?? ''}: `;
  return `${place}${retell(reason)}`;
}

/** One line an event: for pipes, CI and logs. Never rewrites a line, and reports long work every ten seconds at most. */
export function makePlainRenderer(
  write: (line: string) => void,
  names: Names,
  { progress, now }: { readonly progress: Pick<Progress, 'drawLines'>; readonly now: () => number },
): ProgressRenderer {
  let quieten: (() => void) | null = null;
  const started = now();
  const titles = new Map<string, string>();
  const lastReport = new Map<string, number>();
  const repeats = makeRepeats();
  const tell = (text: string): void => write(`[${duration(now() - started).padStart(6)}] ${text}`);
  const title = (step: string): string => titles.get(step) ?? step;
  const isDue = (event: StepProgress): boolean => {
    const last = lastReport.get(event.step) ?? started;
    if (remainingOf(event.progress) <= 0 || now() - last < REPORT_EVERY_MS) return false;
    lastReport.set(event.step, now());
    return true;
  };
  const linesOf = (event: EngineEvent): readonly string[] => {
    switch (event.type) {
      case 'run-started':
        for (const step of event.steps) titles.set(step.id, titleOf(step));
        // Its own lines say how far the steps are.
        quieten = progress.drawLines(() => []);
        return [];
      case 'waiting':
        return [say`waiting: ${event.what}`];
      case 'step-started':
        lastReport.set(event.step, now());
        return [say`${title(event.step)}: started`];
      case 'step-progress':
        return isDue(event) ? [`${title(event.step)}: ${listed(progressText(event.progress))}`] : [];
      case 'step-note':
        return repeats.isNew(event) ? [`${title(event.step)}: ${noteText(event.finding)}`] : [];
      case 'target-failed':
        return repeats.isNew(event) ? [`${title(event.step)}: ${targetLine(event.failure, names)}`] : [];
      case 'step-finished':
        return [...repeats.countsOf(event.step), ENDS[event.outcome.status]].map(
          (text) => `${title(event.step)}: ${text}`,
        );
      case 'interrupting':
        return [say`interrupted: stopping cleanly; interrupt once more to leave at once`];
      default:
        return event satisfies never;
    }
  };
  return { onEvent: (event) => linesOf(event).forEach(tell), finish: async () => quieten?.() };
}

type StepProgress = Extract<EngineEvent, { type: 'step-progress' }>;

const ENDS: Readonly<Record<StepStatus, string>> = {
  done: say`done`,
  failed: say`failed`,
  skipped: say`skipped`,
  interrupted: say`interrupted`,
};

const REPORT_EVERY_MS = 10_000;

/** The end of the run repeats a warning with its command. */
function noteText({ severity, message, hint = '', command = '' }: Finding): string {
  return severity === 'warning' ? retell(message) : [retell(message), retell(hint), command].filter(Boolean).join(' ');
}

/** A target that was not tried is no failure. */
export function targetLine(failure: Failure, names: Names, label = say`FAILED `): string {
  if (!failure.notTried) return `${label}${failureLine(failure, names)}`;
  return say`not tried: ${failureLine({ ...failure, reason: withoutNotTried(failure.reason) }, names)}`;
}

/** `3 of 9 done`, `1 failed`, `2 not tried`, `3 remaining` */
function progressText(counts: Counts): readonly string[] {
  const { total, done, failed, notTried = 0 } = counts;
  return [
    say`${done} of ${total} done`,
    say`${failed} failed`,
    ...(notTried > 0 ? [say`${notTried} not tried`] : []),
    say`${remainingOf(counts)} remaining`,
  ];
}

export function remainingOf({ total, done, failed, notTried = 0 }: Counts): number {
  return total - done - failed - notTried;
}
