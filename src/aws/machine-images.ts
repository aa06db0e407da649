import type { Ami, Image, Imagebuilder, ImagePipeline, ImageSummary } from '@aws-sdk/client-imagebuilder';
import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type {
  ImageBuild,
  MachineImagesPort,
  Pipeline,
  RunningInstance,
  RunningInstancesPort,
} from '../images/ports.ts';
import type { ConnectOptions } from './client-options.ts';
import type { Clients } from './clients.ts';
import { listAll } from './pages.ts';
import { isImageAbsent } from './quirks.ts';
import { required } from './required.ts';
import { connectThrough } from './through.ts';

interface ThroughRole extends ConnectOptions {
  readonly account: AccountId;
  readonly role: string;
  /** The management account is worked in with the caller's own credentials. */
  readonly isOwn: boolean;
}

function clientsIn({ isOwn, account, role, ...options }: ThroughRole): Clients {
  return connectThrough(isOwn ? options : { ...options, through: { account, role } });
}

/** Image Builder of the image account, in the home region. */
export function openMachineImages(options: ThroughRole): MachineImagesPort {
  const clients = clientsIn(options);
  const client = (): Promise<Imagebuilder> => clients('imagebuilder', options.region);
  return {
    listPipelines: async (prefix) => {
      const imageBuilder = await client();
      const all = await listAll(async (token) => {
        const { imagePipelineList, nextToken } = await imageBuilder.listImagePipelines({ nextToken: token });
        return { items: imagePipelineList, next: nextToken };
      });
      return all.map(toPipeline).filter(({ name }) => name.startsWith(prefix));
    },
    listBuilds: async ({ arn }) => {
      const imageBuilder = await client();
      const all = await listAll(async (token) => {
        const answer = await imageBuilder.listImagePipelineImages({ imagePipelineArn: arn, nextToken: token });
        return { items: answer.imageSummaryList, next: answer.nextToken };
      });
      return all.map(toBuild).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    },
    startBuild: async ({ arn }) => {
      const { imageBuildVersionArn } = await (await client()).startImagePipelineExecution({ imagePipelineArn: arn });
      return required(imageBuildVersionArn, say`the ARN of the build`);
    },
    readBuild: async (arn) => {
      try {
        const { image } = await (await client()).getImage({ imageBuildVersionArn: arn });
        return image ? toBuild(image) : null;
      } catch (error) {
        if (isImageAbsent(error)) return null;
        throw error;
      }
    },
  };
}

function toPipeline({ arn, name, status, dateNextRun }: ImagePipeline): Pipeline {
  return {
    arn: required(arn, say`the ARN of a pipeline`),
    name: required(name, say`the name of a pipeline`),
    isEnabled: status === 'ENABLED',
    nextRun: dateNextRun ?? null,
  };
}

function toBuild({ arn, version, dateCreated, state, outputResources }: Image | ImageSummary): ImageBuild {
  return {
    arn: required(arn, say`the ARN of an image`),
    version: version ?? '',
    createdAt: dateCreated ?? '',
    status: state?.status ?? 'PENDING',
    reason: state?.reason ?? null,
    images: (outputResources?.amis ?? []).flatMap(toImage),
  };
}

function toImage({ region, image }: Ami): ImageBuild['images'] {
  return region !== undefined && image !== undefined ? [{ region, imageId: image }] : [];
}

/** Running instances of one account. */
export function openRunningInstances(options: ThroughRole): RunningInstancesPort {
  const clients = clientsIn(options);
  return {
    list: async (region) => {
      const ec2 = await clients('ec2', region);
      const reservations = await listAll(async (token) => {
        const { Reservations, NextToken } = await ec2.describeInstances({
          Filters: [{ Name: 'instance-state-name', Values: ['running'] }],
          NextToken: token,
        });
        return { items: Reservations, next: NextToken };
      });
      return reservations.flatMap(({ Instances = [] }) => Instances.flatMap(toInstance));
    },
  };
}

function toInstance(instance: {
  readonly InstanceId?: string | undefined;
  readonly ImageId?: string | undefined;
  readonly LaunchTime?: Date | undefined;
  readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
}): readonly RunningInstance[] {
  const { InstanceId: id, ImageId: imageId, LaunchTime: started, Tags: tags = [] } = instance;
  if (id === undefined || imageId === undefined) return [];
  const name = tags.find(({ Key: key }) => key === 'Name')?.Value ?? null;
  return [{ id, imageId, name, startedAt: (started ?? new Date(0)).toISOString() }];
}
