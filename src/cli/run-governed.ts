import { MetsukeError } from '../domain/errors.ts';
import type { Finding } from '../domain/finding.ts';
import { say } from '../domain/say.ts';
import { countOf, duration } from '../domain/text/phrases.ts';
import type { EngineEvent } from '../engine/events.ts';
import type { ApplyOptions, Governance, GovernedRun } from '../engine/governance.ts';
import { govern } from '../engine/governance.ts';
import type { Plan } from '../engine/plan/plan.ts';
import { asOneLine } from './colors.ts';
import { interrupts } from './interrupts.ts';
import { makeLiveRenderer } from './render/live.ts';
import { outcomeLines } from './render/outcome.ts';
import { makePlainRenderer, type Names, type ProgressRenderer } from './render/progress.ts';
import { isDeadProcess, processName, type Session } from './session.ts';

type Given = Omit<ApplyOptions, 'emit' | 'signal' | 'holder' | 'isDead'>;

/** Applies with progress on stderr and the outcome on stdout. Interrupt once: stop cleanly; twice: leave at once. */
export async function runGoverned(session: Session, given: Given): Promise<'done' | 'failed'> {
  const { clock } = session;
  const names = makeNames();
  const renderer = makeRenderer(session, names);
  const notes: Finding[] = [];
  const onEvent = (event: EngineEvent): void => {
    renderer.onEvent(event);
    if (event.type === 'step-note' && event.finding.severity === 'warning') notes.push(event.finding);
  };
  const started = clock.now();
  try {
    const { arn } = await given.ports.identity.readCaller();
    const apply = {
      ...given,
      emit: onEvent,
      signal: interrupts.signal,
      holder: { who: arn, process: processName() },
      isDead: isDeadProcess,
      confirm: async (plan: Plan, governance: Governance) => {
        names.learn(governance.input.snapshot.accounts);
        return given.confirm(plan, governance);
      },
    };
    const run = await interrupts.during(() => govern(apply), LEFT_AT_ONCE);
    await renderer.finish();
    return report(session, run, { names, notes, elapsed: clock.now() - started });
  } finally {
    await renderer.finish();
  }
}

const LEFT_AT_ONCE = say`Left at once. CloudFormation goes on with what it has begun; the next apply waits for that, takes over and finishes.`;

function makeRenderer({ terminal, clock, progress }: Session, names: Names): ProgressRenderer {
  const now = (): number => clock.now();
  if (terminal.region) return makeLiveRenderer(names, terminal, { progress, now });
  return makePlainRenderer((line) => terminal.err(`${asOneLine(line)}\n`), names, { progress, now });
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

interface ReportInput {
  readonly names: Names;
  /** What somebody has to do, though nothing failed. */
  readonly notes: readonly Finding[];
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
  if (result.steps.length === 0) {
    terminal.err(
      say`${terminal.errStyle.green(say`Done.`)} What another run began has been finished in the meantime; nothing was left to do.\n`,
    );
    return 'done';
  }
  const done = result.steps.filter(({ outcome }) => outcome.status === 'done').length;
  const counts = say`${done} of ${countOf(result.steps.length, 'change')} done in ${duration(elapsed)}`;
  for (const line of outcomeLines(result, { names, notes, counts }, terminal.errView)) terminal.err(`${line}\n`);
  if (result.status === 'interrupted')
    throw new MetsukeError('interrupted', say`Interrupted: ${counts}.`, { hint: say`Apply again to finish.` });
  return result.status;
}
