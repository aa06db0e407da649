import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { makeDestroyPlan } from '../../engine/plan/destroy-plan.ts';
import { requireConsent } from '../../engine/plan/losses.ts';
import type { Plan } from '../../engine/plan/plan.ts';
import { confirmByTyping } from '../confirm.ts';
import { renderPlan } from '../render/plan.ts';
import { runGoverned } from '../run-governed.ts';
import { makeSalt, openGovernance, type Session } from '../session.ts';

export interface DestroyOptions {
  readonly confirm?: string;
  readonly acceptLosses: boolean;
}

export async function run(session: Session, options: DestroyOptions): Promise<number> {
  const opened = await openGovernance(session, makeSalt());
  const result = await runGoverned(session, {
    ...opened,
    makePlan: makeDestroyPlan,
    mayLose: options.acceptLosses,
    confirm: ask(session, options),
  });
  return result === 'done' ? EXIT.done : EXIT.failed;
}

function ask({ terminal, options: { json } }: Session, { confirm, acceptLosses }: DestroyOptions) {
  return async (plan: Plan): Promise<boolean> => {
    if (!json) terminal.out(renderPlan(plan, terminal.view));
    if (plan.steps.length === 0) return true;
    requireConsent(plan, acceptLosses);
    const { id } = plan.organization;
    if (confirm === undefined) return confirmByTyping(terminal, id, say`--confirm ${id}`);
    if (confirm === id) return true;
    throw new MetsukeError(
      'not-confirmed',
      say`--confirm says ${confirm}, but this organization is ${id}; nothing was changed.`,
    );
  };
}
