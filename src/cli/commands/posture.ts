import { adviseOn } from '../../dashboard/view/advice.ts';
import { EXIT } from '../../domain/errors.ts';
import { type PostureChoice, readPostureOf } from '../read-posture.ts';
import { renderPosture } from '../render/posture.ts';
import type { Session } from '../session.ts';

export interface PostureOptions extends PostureChoice {
  readonly exitCode: boolean;
}

export async function run(session: Session, options: PostureOptions): Promise<number> {
  const { terminal } = session;
  const posture = await readPostureOf(session, options);
  if (session.options.json) terminal.out(`${JSON.stringify(posture, null, 2)}\n`);
  else terminal.out(renderPosture(posture, terminal.view));
  return options.exitCode && adviseOn(posture).some(({ urgency }) => urgency !== 'soon') ? EXIT.rowsFound : EXIT.done;
}
