import { EXIT } from '../../domain/errors.ts';
import { readGovernance } from '../../engine/governance.ts';
import { readRuleStatus } from '../../engine/rule-status.ts';
import { renderFindings } from '../render/findings.ts';
import { renderRuleStatus } from '../render/rule-status.ts';
import { makeSalt, openGovernance, type Session } from '../session.ts';

export interface RulesStatusOptions {
  readonly all: boolean;
}

export async function run(session: Session, options: RulesStatusOptions): Promise<number> {
  const { terminal } = session;
  const opened = await openGovernance(session, makeSalt());
  const { input, findings } = await readGovernance(opened);
  const status = await readRuleStatus(opened.ports, input);
  if (session.options.json) terminal.out(`${JSON.stringify(status, null, 2)}\n`);
  else {
    renderFindings(findings, terminal);
    terminal.out(renderRuleStatus(status, terminal.view, options));
  }
  // Of no evaluation nothing can be said.
  return status.basis.evaluations === 0 ? EXIT.failed : EXIT.done;
}
