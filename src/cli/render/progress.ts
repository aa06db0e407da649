import type { EngineEvent, Failure } from '../../engine/events.ts';
import type { Step } from '../../engine/plan/plan.ts';
import type { Progress } from '../progress/progress.ts';
import { duration } from './text.ts';

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
  switch (step.kind) {
    case 'stack':
    case 'stack-set':
    case 'policy':
      return step.action === 'delete' ? `${step.title} (removal)` : step.title;
    case 'policy-type':
      return `policy type ${step.policyType}`;
    case 'service-linked-role':
      return `service-linked role of ${step.principal}`;
    case 'session-defaults':
      return step.id === 'session-defaults:restore' ? 'defaults of sessions (removal)' : 'defaults of sessions';
    case 'service-access':
      return `trusted access of ${step.principal}`;
    case 'delegated-administrator':
      return `delegated administrator of ${step.principal}`;
    case 'guard-duty':
      return `${step.title} ${step.region}${step.action === 'disable' ? ' (removal)' : ''}`;
    default:
      return step satisfies never;
  }
}

/** `dev (444444444444) ap-northeast-1: reason` */
export function failureLine({ account, region, reason }: Failure, names: Names): string {
  const place = account === null ? '' : `${names.account(account)} ${region ?? ''}: `;
  return `${place}${reason}`;
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
  const say = (text: string): void => write(`[${duration(now() - started).padStart(6)}] ${text}`);
  const title = (step: string): string => titles.get(step) ?? step;
  const onEvent = (event: EngineEvent): void => {
    switch (event.type) {
      case 'run-started':
        for (const step of event.steps) titles.set(step.id, titleOf(step));
        // Its own lines say how far the steps are.
        quieten = progress.drawLines(() => []);
        return;
      case 'waiting':
        return say(`waiting: ${event.what}`);
      case 'step-started':
        lastReport.set(event.step, now());
        return say(`${title(event.step)}: started`);
      case 'step-progress': {
        const { done, failed, total } = event.progress;
        const last = lastReport.get(event.step) ?? started;
        if (done + failed >= total || now() - last < 10_000) return;
        lastReport.set(event.step, now());
        return say(
          `${title(event.step)}: ${done} of ${total} done, ${failed} failed, ${total - done - failed} remaining`,
        );
      }
      case 'step-note':
        return say(`${title(event.step)}: ${event.finding.message} ${event.finding.hint ?? ''}`.trimEnd());
      case 'target-failed':
        return say(`${title(event.step)}: FAILED ${failureLine(event.failure, names)}`);
      case 'step-finished':
        return say(`${title(event.step)}: ${event.outcome.status}`);
      case 'interrupting':
        return say('interrupted: stopping cleanly; interrupt once more to leave at once');
      default:
        event satisfies never;
    }
  };
  return { onEvent, finish: async () => quieten?.() };
}
