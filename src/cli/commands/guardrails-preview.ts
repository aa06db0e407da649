import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { readGovernance } from '../../engine/governance.ts';
import { previewable, previewGuardrails } from '../../engine/recent-activity.ts';
import { parseDays, readRecentActivity } from '../recent-activity.ts';
import { renderFindings } from '../render/findings.ts';
import { renderPreview } from '../render/preview.ts';
import { makeSalt, openGovernance, type Session } from '../session.ts';

export interface GuardrailsPreviewOptions {
  readonly archive: string;
  readonly days: string;
  readonly exitCode: boolean;
}

export async function run(session: Session, options: GuardrailsPreviewOptions): Promise<number> {
  const { terminal, clock } = session;
  const onUnreadable = (key: string): void => terminal.err(say`${key} cannot be read; it is left out.\n`);
  const activity = readRecentActivity(options.archive, parseDays(options.days), { clock, onUnreadable });
  const { input, findings } = await readGovernance(await openGovernance(session, makeSalt()));
  const previews = await session.progress.during(say`Reading ${activity.description}`, () =>
    previewGuardrails(previewable(input), input, activity),
  );
  if (session.options.json) terminal.out(`${JSON.stringify({ days: activity.days, guardrails: previews }, null, 2)}\n`);
  else {
    renderFindings(findings, terminal);
    terminal.out(renderPreview(previews, activity.description, terminal.view));
  }
  const isAny = previews.some(({ calls }) => calls > 0);
  return options.exitCode && isAny ? EXIT.rowsFound : EXIT.done;
}
