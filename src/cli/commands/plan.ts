import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { forShell } from '../../domain/text/media.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { readGovernance } from '../../engine/governance.ts';
import type { PlanInput } from '../../engine/plan/input.ts';
import { makePlan } from '../../engine/plan/make-plan.ts';
import type { Plan } from '../../engine/plan/plan.ts';
import { serializePlan } from '../../engine/plan/plan-file.ts';
import { previewableIn, previewGuardrails } from '../../engine/recent-activity.ts';
import { readNames } from '../../engine/taken-names.ts';
import { requireWritable, writeWhole } from '../../files/write-whole.ts';
import { deepLook } from '../look-deep.ts';
import { readRecentActivity } from '../recent-activity.ts';
import { renderLooked } from '../render/deep.ts';
import { renderFindings } from '../render/findings.ts';
import { renderPlan } from '../render/plan.ts';
import { renderPreview } from '../render/preview.ts';
import { prose } from '../render/wrap.ts';
import { makeSalt, openGovernance, type Session } from '../session.ts';

export interface PlanOptions {
  readonly out?: string;
  readonly exitCode: boolean;
  readonly archive?: string;
  readonly deep: boolean;
}

export async function run(session: Session, options: PlanOptions): Promise<number> {
  const { terminal } = session;
  const tell = (text: string): void => terminal.err(`${prose(text, terminal.errView.screen).join('\n')}\n`);
  if (options.out !== undefined) await requireWritable(options.out);
  const salt = makeSalt();
  const opened = await openGovernance(session, salt);
  const lookDeep = options.deep ? { lookDeep: deepLook(session, opened.ports) } : {};
  const { input, findings } = await readGovernance({ ...opened, ...lookDeep });
  const plan = makePlan(input);
  const text = serializePlan({ plan, salt });
  // Apply refuses such a plan: nobody is led to it, by a file neither.
  const errors = plan.findings.filter(({ severity }) => severity === 'error').length;
  // Holds no secret, but tells how an organization is guarded: for its owner only, a file that was there before too.
  if (options.out !== undefined && errors === 0) await writeWhole(options.out, text, { mode: 0o600 });
  const names = await session.progress.track(say`which names are free`, readNames(opened.ports, input));
  renderFindings([...findings, ...names.flatMap((checked) => checked.findings)], terminal);
  terminal.out(session.options.json ? text : renderPlan(plan, terminal.view));
  if (!session.options.json) renderLooked(input, terminal);
  if (options.archive !== undefined && !session.options.json) await preview(plan, input, options.archive, session);
  if (errors > 0) {
    const saved = options.out === undefined ? '' : say` ${options.out} is not written.`;
    tell(
      say`${countOf(errors, 'error')}: apply refuses this plan.${saved} Repair what the plan says, then plan again.`,
    );
    return EXIT.usage;
  }
  if (!session.options.json && plan.steps.length > 0) tell(nextStep(options.out));
  return options.exitCode && plan.steps.length > 0 ? EXIT.planHasChanges : EXIT.done;
}

/** Before a policy is attached, whom it would have stopped: the first of the two steps of a rollout. */
async function preview(
  plan: Plan,
  input: PlanInput,
  archive: string,
  { terminal, clock, progress }: Session,
): Promise<void> {
  const guardrails = previewableIn(plan, input);
  if (guardrails.length === 0) return;
  const onUnreadable = (key: string): void => terminal.err(say`${key} cannot be read; it is left out.\n`);
  const activity = readRecentActivity(archive, PREVIEWED_DAYS, { clock, onUnreadable });
  const previews = await progress.during(say`Reading ${activity.description}`, () =>
    previewGuardrails(guardrails, input, activity),
  );
  terminal.out(`${renderPreview(previews, activity.description, terminal.view)}\n`);
}

const PREVIEWED_DAYS = 30;

function nextStep(file: string | undefined): string {
  return file === undefined
    ? say`Save it with --out plan.json; apply it with: metsuke apply plan.json`
    : say`Saved. Apply exactly this with: metsuke apply ${forShell(file)}`;
}
