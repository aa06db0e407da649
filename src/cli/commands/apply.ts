import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { forTerminal } from '../../domain/text/media.ts';
import type { Governance } from '../../engine/governance.ts';
import type { Ports } from '../../engine/observe/ports.ts';
import { onlySteps } from '../../engine/only.ts';
import { requireConsent } from '../../engine/plan/losses.ts';
import { makePlan } from '../../engine/plan/make-plan.ts';
import { INVITED_ACCOUNT } from '../../engine/plan/owners-command.ts';
import type { Plan } from '../../engine/plan/plan.ts';
import { differencesBetween, type SavedPlan } from '../../engine/plan/plan-file.ts';
import { readNames } from '../../engine/taken-names.ts';
import { confirmChanges } from '../confirm.ts';
import { deepLook } from '../look-deep.ts';
import { readSavedPlan } from '../read-saved-plan.ts';
import { renderLooked } from '../render/deep.ts';
import { renderFindings } from '../render/findings.ts';
import { renderPlan } from '../render/plan.ts';
import { runGoverned } from '../run-governed.ts';
import { makeSalt, openGovernance, type Session } from '../session.ts';

export interface ApplyCommandOptions {
  readonly plan: string | undefined;
  readonly yes: boolean;
  readonly acceptLosses: boolean;
  readonly deep: boolean;
  /** Ids or titles of steps; absent: all. */
  readonly only?: readonly string[];
}

export async function run(session: Session, options: ApplyCommandOptions): Promise<number> {
  const saved = options.plan === undefined ? null : await readSavedPlan(options.plan);
  if (saved && saved.plan.purpose !== 'apply')
    throw new MetsukeError('plan-unreadable', say`This plan is not one to apply.`);
  if (saved && options.only)
    throw new MetsukeError('usage', say`A saved plan is applied as a whole: leave out --only, or the plan.`);
  const opened = await openGovernance(session, saved?.salt ?? makeSalt());
  const confirm = saved ? requireSame(saved, options.plan) : ask(session, opened.ports, options);
  const isDeep = options.deep || saved?.plan.isDeep === true;
  const result = await runGoverned(session, {
    ...opened,
    ...(isDeep && { lookDeep: deepLook(session, opened.ports) }),
    makePlan: (input) => onlySteps(makePlan(input), options.only ?? []),
    mayLose: options.acceptLosses,
    confirm,
  });
  return result === 'done' ? EXIT.done : EXIT.failed;
}

/** A saved plan was read and agreed to: it is applied exactly, or refused with what changed since. */
function requireSame(saved: SavedPlan, file: string | undefined) {
  return async (plan: Plan): Promise<boolean> => {
    const differences = differencesBetween(saved.plan, plan);
    if (differences.length === 0) return true;
    throw new MetsukeError(
      'plan-stale',
      [
        say`${file} does not fit any more; nothing was changed:`,
        ...differences.map((one) => `  ${forTerminal(one)}`),
      ].join('\n'),
      {
        hint: say`Look at a new one: metsuke plan --out plan.json`,
      },
    );
  };
}

/** An apply ends with the command for the accounts that turn out to need it. */
function withoutCommands(plan: Plan): Plan {
  const findings = plan.findings.map((one) => {
    const { hint: _, command: __, ...rest } = one;
    return one.code === INVITED_ACCOUNT ? rest : one;
  });
  return { ...plan, findings };
}

function ask(session: Session, ports: Ports, { yes, acceptLosses }: ApplyCommandOptions) {
  return async (plan: Plan, { input, findings }: Governance): Promise<boolean> => {
    const names = await session.progress.track(say`which names are free`, readNames(ports, input));
    renderFindings([...findings, ...names.flatMap((checked) => checked.findings)], session.terminal);
    if (!session.options.json) {
      session.terminal.out(renderPlan(withoutCommands(plan), session.terminal.view));
      renderLooked(input, session.terminal);
    }
    requireConsent(plan, acceptLosses);
    return plan.steps.length === 0 || yes || (await confirmChanges(session.terminal));
  };
}
