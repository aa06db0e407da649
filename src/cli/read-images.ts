import type { ImagesContent } from '../dashboard/posture/posture.ts';
import { type NotRead, notRead, switchedOff } from '../dashboard/posture/read-section.ts';
import { say } from '../domain/say.ts';
import type { PlanInput } from '../engine/plan/input.ts';
import { judgeRunning } from './judge-running.ts';
import { openImagesOf } from './open-images.ts';
import type { Session } from './session.ts';

/** What running instances were started from, asked of every governed account: `metsuke image usage`. */
export async function readImages(session: Session, input: PlanInput): Promise<ImagesContent | NotRead> {
  if (!input.config.machineImages.enabled) {
    return switchedOff(say`No machine images are built: machineImages.enabled is false in metsuke.yaml.`);
  }
  const opened = await openImagesOf(session, input);
  const { judged, notAsked, places } = await judgeRunning(session, opened);
  if (places > 0 && notAsked.length === places) return notRead(notAsked[0]?.reason ?? '');
  return {
    notAsked: notAsked.map(({ account, region, reason }) => ({ account, region, reason })),
    instances: judged.map(({ accountId, region, id, name, imageId, age, pipeline, startedAt }) => ({
      account: accountId,
      region,
      instance: id,
      name: name ?? '',
      imageId,
      age,
      pipeline: pipeline === null ? '' : opened.shortName({ name: pipeline }),
      startedAt,
    })),
  };
}
