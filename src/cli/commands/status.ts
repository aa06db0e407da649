import { EXIT } from '../../domain/errors.ts';
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
  const status = await readStatus(opened.ports, input);
  const drift = options.drift ? await detect(session, opened.ports, input) : null;
  const healthy =
    isHealthy(status) &&
    (drift === null || drift.drifts.length + drift.failures.filter(({ isExpected }) => !isExpected).length === 0);
  if (session.options.json) terminal.out(`${JSON.stringify({ healthy, ...status, drift }, null, 2)}\n`);
  else {
    renderFindings(findings, terminal);
    terminal.out(renderStatus(status, terminal.style));
    if (drift) terminal.out(renderDrift(drift, status, terminal.style));
  }
  return healthy ? EXIT.done : EXIT.failed;
}

async function detect(
  { clock, terminal }: Session,
  ports: Parameters<typeof readStatus>[0],
  input: Parameters<typeof readStatus>[1],
) {
  const { readDrift } = await import('../../engine/drift.ts');
  terminal.err('Asking CloudFormation for drift; on AWS this takes some minutes …\n');
  const emit = (event: { type: string; what?: string }): void => {
    if (event.type === 'waiting') terminal.err(`waiting: ${event.what}\n`);
  };
  return readDrift(input, { ports, clock, emit, signal: new AbortController().signal });
}
