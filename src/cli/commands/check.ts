import { EXIT } from '../../domain/errors.ts';
import { checkOrganization } from '../../engine/check.ts';
import { readGovernance } from '../../engine/governance.ts';
import { renderCheck } from '../render/check.ts';
import { renderFindings } from '../render/findings.ts';
import { makeSalt, openGovernance, type Session } from '../session.ts';

export interface CheckCommandOptions {
  readonly accounts: boolean;
}

export async function run(session: Session, options: CheckCommandOptions): Promise<number> {
  const { terminal } = session;
  const opened = await openGovernance(session, makeSalt());
  const { input, findings } = await readGovernance(opened);
  const items = await checkOrganization(opened.ports, input, { ...options, track: session.progress.track });
  const errors = items.flatMap((item) => item.findings).filter(({ severity }) => severity === 'error');
  if (session.options.json) terminal.out(`${JSON.stringify({ ok: errors.length === 0, findings, items }, null, 2)}\n`);
  else {
    renderFindings(findings, terminal);
    terminal.out(renderCheck(items, terminal.view));
  }
  if (errors.some(({ code }) => code === 'bucket-of-others')) return EXIT.usage;
  return errors.length === 0 ? EXIT.done : EXIT.failed;
}
