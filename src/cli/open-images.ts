import { MetsukeError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import { readGovernance } from '../engine/governance.ts';
import type { PlanInput } from '../engine/plan/input.ts';
import type { ImageBuild, MachineImagesPort, Pipeline } from '../images/ports.ts';
import { connectOptions, makeSalt, openGovernance, type Session } from './session.ts';

export interface OpenedImages {
  readonly input: PlanInput;
  readonly images: MachineImagesPort;
  readonly pipelines: readonly Pipeline[];
  /** Without the prefix of everything that we make. */
  shortName(pipeline: Pick<Pipeline, 'name'>): string;
}

/** Image Builder of the image account, with the pipelines that metsuke.yaml deploys there. */
export async function openImages(session: Session): Promise<OpenedImages> {
  const { input } = await readGovernance(await openGovernance(session, makeSalt()));
  return openImagesOf(session, input);
}

/** The same where the organization has been read. */
export async function openImagesOf(session: Session, input: PlanInput): Promise<OpenedImages> {
  const { config, references } = input;
  if (!config.machineImages.enabled) {
    throw new MetsukeError(
      'not-found',
      say`No machine images are built: machineImages.enabled is false in metsuke.yaml.`,
      {
        hint: say`Set it to true and apply.`,
      },
    );
  }
  const { openMachineImages } = await import('../aws/machine-images.ts');
  const images = openMachineImages(throughRole(session, input, references.imageAccountId));
  const prefix = `${config.resourcePrefix}-`;
  const pipelines = await images.listPipelines(prefix);
  if (pipelines.length === 0) {
    throw new MetsukeError('not-found', say`There is no pipeline of ours in the image account yet.`, {
      hint: say`Deploy them: metsuke apply`,
    });
  }
  return { input, images, pipelines, shortName: ({ name }) => name.slice(prefix.length) };
}

/** How an account is entered: through the bootstrap role, the management account with the caller's own credentials. */
export function throughRole(session: Session, { config, snapshot }: PlanInput, account: AccountId) {
  return {
    ...connectOptions(session, config.homeRegion),
    account,
    role: config.stackSets.bootstrapRole,
    isOwn: account === snapshot.organization.managementAccountId,
  };
}

/** `AVAILABLE`, or `FAILED: the words of AWS`. */
export function stateOf({ status, reason }: ImageBuild): string {
  return reason === null ? status : `${status}: ${reason}`;
}
