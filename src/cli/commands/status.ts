import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { readGovernance } from '../../engine/governance.ts';
import { isHealthy, readStatus } from '../../engine/status.ts';
import { renderFindings } from '../render/findings.ts';
import { renderDrift, renderStatus } from '../render/status.ts';
import { makeSalt, openGovernance, type Session } from '../session.ts';

export interface StatusOptions {
  readonly drift: boolean;
}

/** Ends with 1 when something is not as it should be. */
export async function run(session: Session, options: StatusOptions): Promise<number> {
  const { terminal } = session;
  const opened = await openGovernance(session, makeSalt());
  const { input, findings } = await readGovernance(opened);
  const status = await session.progress.track('subscriptions', readStatus(opened.ports, input));
  const drift = options.drift ? await detect(session, opened.ports, input) : null;
  const healthy =
    isHealthy(status) &&
    (drift === null || drift.drifts.length + drift.failures.filter(({ isExpected }) => !isExpected).length === 0);
  if (session.options.json) terminal.out(`${JSON.stringify({ healthy, ...status, drift }, null, 2)}\n`);
  else {
    renderFindings(findings, terminal);
    terminal.out(renderStatus(status, terminal.view));
    if (drift) terminal.out(renderDrift(drift, status, terminal.view));
  }
  return healthy ? EXIT.done : EXIT.failed;
}

async function detect(
  { clock, terminal, progress }: Session,
  ports: Parameters<typeof readStatus>[0],
  input: Parameters<typeof readStatus>[1],
) {
  const { readDrift } = await import('../../engine/drift.ts');
  const emit = (event: { type: string; what?: string }): void => {
    if (event.type === 'waiting') terminal.err(say`waiting: ${event.what}\n`);
  };
  const context = { ports, clock, emit, track: progress.track, signal: new AbortController().signal };
  return progress.during(say`Asking CloudFormation for drift, which takes some minutes on AWS`, () =>
    readDrift(input, context),
  );
}
