import { logicalIdOf } from '../../../blueprints/logical-id.ts';
import type { Config } from '../../../config/schema.ts';

/** One kind of image: an operating system for a processor. */
export interface ImageTarget {
  /** `amazon-linux-2023-x86-64` */
  readonly name: string;
  /** For logical ids: `AmazonLinux2023X8664`. */
  readonly logicalId: string;
  /** AWS's public parameter with the id of the newest image. */
  readonly parentParameter: string;
  readonly instanceType: string;
  readonly rootDevice: string;
}

type Distribution = Config['machineImages']['distributions'][number];
type Architecture = Config['machineImages']['architectures'][number];

const NAMES: Readonly<Record<Distribution, string>> = {
  AMAZON_LINUX_2023: 'amazon-linux-2023',
  UBUNTU_24_04: 'ubuntu-24-04',
};

const PARENTS: Readonly<Record<Distribution, Readonly<Record<Architecture, string>>>> = {
  AMAZON_LINUX_2023: {
    x86_64: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
    arm64: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
  },
  UBUNTU_24_04: {
    x86_64: '/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id',
    arm64: '/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id',
  },
};

const INSTANCE_TYPES: Readonly<Record<Architecture, string>> = { x86_64: 't3.medium', arm64: 't4g.medium' };

export function imageTargets({ machineImages }: Config): readonly ImageTarget[] {
  const pairs = machineImages.distributions.flatMap((distribution) =>
    machineImages.architectures.map((architecture) => ({ distribution, architecture })),
  );
  return pairs.map(({ distribution, architecture }) => {
    const name = `${NAMES[distribution]}-${architecture.replace('_', '-')}`;
    return {
      name,
      logicalId: logicalIdOf(name),
      parentParameter: PARENTS[distribution][architecture],
      instanceType: INSTANCE_TYPES[architecture],
      rootDevice: distribution === 'AMAZON_LINUX_2023' ? '/dev/xvda' : '/dev/sda1',
    };
  });
}
