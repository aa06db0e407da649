import { MetsukeError } from '../domain/errors.ts';
import { formatFinding } from '../domain/finding.ts';
import { failuresOf } from '../engine/apply/apply-plan.ts';
import type { EngineEvent } from '../engine/events.ts';
import type { ApplyOptions, GovernedRun } from '../engine/governance.ts';
import { govern } from '../engine/governance.ts';
import { failureLine, makePlainRenderer, type Names, type ProgressRenderer } from './render/progress.ts';
import { countOf, duration } from './render/text.ts';
import { isDeadProcess, processName, type Session } from './session.ts';

type Given = Omit<ApplyOptions, 'emit' | 'signal' | 'holder' | 'isDead'>;

/** Applies with progress on stderr and the outcome on stdout. Interrupt once: stop cleanly; twice: leave at once. */
export async function runGoverned(session: Session, given: Given): Promise<'done' | 'failed'> {
  const { clock } = session;
  const names = makeNames();
  const renderer = await makeRenderer(session, names);
  const notes = new Set<string>();
  const onEvent = (event: EngineEvent): void => {
    renderer.onEvent(event);
    if (event.type === 'step-note' && event.finding.severity === 'warning') notes.add(formatFinding(event.finding));
  };
  const { signal, dispose } = listenForInterrupt(onEvent);
  const started = clock.now();
  try {
    const { arn } = await given.ports.identity.readCaller();
    const run = await govern({
      ...given,
      emit: onEvent,
      signal,
      holder: { who: arn, process: processName() },
      isDead: isDeadProcess,
      confirm: async (plan, governance) => {
        names.learn(governance.input.snapshot.accounts);
        return given.confirm(plan, governance);
      },
    });
    await renderer.finish();
    return report(session, run, { names, notes, elapsed: clock.now() - started });
  } finally {
    dispose();
  }
}

async function makeRenderer(session: Session, names: Names): Promise<ProgressRenderer> {
  const { terminal, clock } = session;
  if (!terminal.isInteractive || session.options.json) {
    return makePlainRenderer(
      (line) => terminal.err(`${line}\n`),
      names,
      () => clock.now(),
    );
  }
  const { makeLiveRenderer } = await import('./render/live.ts');
  return makeLiveRenderer(names, terminal, () => clock.now());
}

function makeNames(): Names & { learn(accounts: readonly { id: string; name: string }[]): void } {
  const known = new Map<string, string>();
  return {
    account: (id) => (known.has(id) ? `${known.get(id)} (${id})` : id),
    learn: (accounts) => {
      for (const { id, name } of accounts) known.set(id, name);
    },
  };
}

function listenForInterrupt(emit: (event: EngineEvent) => void): { signal: AbortSignal; dispose: () => void } {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    emit({ type: 'interrupting' });
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const dispose = (): void => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
  return { signal: controller.signal, dispose };
}

interface ReportInput {
  readonly names: Names;
  /** What somebody has to do, though nothing failed. */
  readonly notes: ReadonlySet<string>;
  readonly elapsed: number;
}

function report(
  { terminal, options }: Session,
  { plan, result }: GovernedRun,
  { names, notes, elapsed }: ReportInput,
): 'done' | 'failed' {
  if (options.json) {
    const status = result?.status ?? (plan.steps.length === 0 ? 'nothing-to-do' : 'not-confirmed');
    const steps = result?.steps.map(({ step, outcome }) => ({ id: step.id, title: step.title, ...outcome })) ?? [];
    terminal.out(`${JSON.stringify({ status, elapsedMilliseconds: elapsed, steps }, null, 2)}\n`);
  }
  if (result === null) return plan.steps.length === 0 ? 'done' : 'failed';
  const failures = failuresOf(result);
  const { red, green, yellow, bold } = terminal.errStyle;
  if (result.steps.length === 0) {
    terminal.err(
      `${green('Done.')} What another run began has been finished in the meantime; nothing was left to do.\n`,
    );
    return 'done';
  }
  for (const note of notes) terminal.err(`${yellow(note)}\n`);
  for (const { step, failure } of failures) {
    terminal.err(`${red('failed')} ${bold(step.title)}  ${failureLine(failure, names)}\n       ${failure.advice}\n`);
  }
  const done = result.steps.filter(({ outcome }) => outcome.status === 'done').length;
  const counts = `${done} of ${countOf(result.steps.length, 'change')} done in ${duration(elapsed)}`;
  if (result.status === 'done') terminal.err(`${green('Done.')} ${counts}.\n`);
  if (result.status === 'failed')
    terminal.err(
      `${red('Not everything is done.')} ${counts}, ${countOf(failures.length, 'failure')}. What is done stays done; apply again to finish.\n`,
    );
  if (result.status === 'interrupted')
    throw new MetsukeError('interrupted', `Interrupted: ${counts}.`, { hint: 'Apply again to finish.' });
  return result.status;
}
