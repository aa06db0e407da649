import { EXIT } from '../../domain/errors.ts';
import { formatFinding } from '../../domain/finding.ts';
import { type CheckedItem, checkOrganization } from '../../engine/check.ts';
import { readGovernance } from '../../engine/governance.ts';
import { renderFindings } from '../render/findings.ts';
import { alignRows } from '../render/text.ts';
import { makeSalt, openGovernance, type Session } from '../session.ts';
import type { Terminal } from '../terminal.ts';

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
    terminal.out(render(items, terminal));
  }
  return errors.length === 0 ? EXIT.done : EXIT.failed;
}

function render(items: readonly CheckedItem[], { style }: Terminal): string {
  const rows = alignRows(items.map(({ what, found }) => [what, found]));
  const lines = items.flatMap(({ findings }, index) => {
    const worst = findings.some(({ severity }) => severity === 'error')
      ? style.red('✗')
      : findings.some(({ severity }) => severity === 'warning')
        ? style.yellow('!')
        : style.green('✓');
    return [`${worst} ${rows[index]}`, ...findings.map((finding) => `      ${formatFinding(finding)}`)];
  });
  const failed = items.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  return [
    ...lines,
    '',
    failed ? style.red('Repair the errors above before apply.') : 'Ready. See what would change: metsuke plan',
    '',
  ].join('\n');
}
