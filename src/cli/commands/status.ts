import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { readGovernance } from '../../engine/governance.ts';
import { isHealthy, readStatus } from '../../engine/status.ts';
import { chooseAccounts } from '../choose-accounts.ts';
import { driftContext } from '../look-deep.ts';
import { renderDeep } from '../render/deep.ts';
import { renderFindings } from '../render/findings.ts';
import { renderDrift, renderStatus } from '../render/status.ts';
import { makeSalt, openGovernance, type Session } from '../session.ts';

export interface StatusOptions {
  readonly drift: boolean;
  readonly deep: boolean;
  /** Of --deep: ids or names. */
  readonly account?: readonly string[];
}

/** Ends with 1 when something is not as it should be, or when nobody could look. */
export async function run(session: Session, options: StatusOptions): Promise<number> {
  const { terminal } = session;
  if (options.account !== undefined && !options.deep) {
    throw new MetsukeError('usage', say`--account chooses where --deep looks.`, { hint: say`Add --deep.` });
  }
  const opened = await openGovernance(session, makeSalt());
  const { input, findings } = await readGovernance(opened);
  const status = await session.progress.track('subscriptions', readStatus(opened.ports, input));
  const drift = looksForDrift(options) ? await detect(session, opened.ports, input) : null;
  const deep = options.deep ? await look(session, opened.ports, input, options) : null;
  const healthy =
    isHealthy(status) &&
    (drift === null || drift.drifts.length + drift.failures.filter(({ isExpected }) => !isExpected).length === 0) &&
    (deep === null || deep.answers.every(({ state }) => state === 'well'));
  if (session.options.json) terminal.out(`${JSON.stringify({ healthy, ...status, drift, deep }, null, 2)}\n`);
  else {
    renderFindings(findings, terminal);
    terminal.out(renderStatus(status, terminal.view));
    if (drift) terminal.out(renderDrift(drift, status, terminal.view));
    if (deep) terminal.out(renderDeep(deep, input, terminal.view));
  }
  return healthy ? EXIT.done : EXIT.failed;
}

/** What can only be changed or deleted, drift detection tells: a deep look leaves nothing to what events told. */
function looksForDrift({ drift, deep, account }: StatusOptions): boolean {
  return drift || (deep && account === undefined);
}

async function look(
  { progress }: Session,
  ports: Parameters<typeof readStatus>[0],
  input: Parameters<typeof readStatus>[1],
  { account = [] }: StatusOptions,
) {
  const { lookDeep } = await import('../../engine/deep/deep-look.ts');
  const { accounts, units, organization } = input.snapshot;
  const chosen = chooseAccounts({ account }, { accounts, units, ...organization });
  return progress.during(say`Asking every account what works`, () =>
    lookDeep(ports, input, { accounts: chosen, track: progress.track }),
  );
}

async function detect(
  session: Session,
  ports: Parameters<typeof readStatus>[0],
  input: Parameters<typeof readStatus>[1],
) {
  const { readDrift } = await import('../../engine/drift.ts');
  return session.progress.during(say`Asking CloudFormation for drift, which takes some minutes on AWS`, () =>
    readDrift(input, driftContext(session, ports)),
  );
}
