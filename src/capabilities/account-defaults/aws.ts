import type { EC2, ImageBlockPublicAccessEnabledState, SnapshotBlockPublicAccessState } from '@aws-sdk/client-ec2';
import type { SSM } from '@aws-sdk/client-ssm';
import type { SettingAdapter } from '../../aws/setting-adapter.ts';
import type { Json } from '../../domain/json.ts';
import { DEFAULTS } from './names.ts';

/** One value of EC2 or Systems Manager, in AWS's own words. */
interface Default {
  read(services: Services): Promise<Json>;
  put(services: Services, value: Json): Promise<unknown>;
}

interface Services {
  readonly ec2: EC2;
  readonly ssm: SSM;
}

const SHARING = '/ssm/documents/console/public-sharing-permission';

const ACCESS: Readonly<Record<string, Default>> = {
  [DEFAULTS.ebsEncryption]: {
    read: async ({ ec2 }) => (await ec2.getEbsEncryptionByDefault({})).EbsEncryptionByDefault ?? false,
    put: ({ ec2 }, isOn) => (isOn ? ec2.enableEbsEncryptionByDefault({}) : ec2.disableEbsEncryptionByDefault({})),
  },
  [DEFAULTS.imds]: {
    // AWS says nothing of what nobody has chosen.
    read: async ({ ec2 }) => (await ec2.getInstanceMetadataDefaults({})).AccountLevel?.HttpTokens ?? 'no-preference',
    put: ({ ec2 }, tokens) =>
      ec2.modifyInstanceMetadataDefaults({ HttpTokens: tokens as 'optional' | 'required' | 'no-preference' }),
  },
  [DEFAULTS.snapshots]: {
    read: async ({ ec2 }) => (await ec2.getSnapshotBlockPublicAccessState({})).State ?? 'unblocked',
    put: ({ ec2 }, state) =>
      state === 'unblocked'
        ? ec2.disableSnapshotBlockPublicAccess({})
        : ec2.enableSnapshotBlockPublicAccess({ State: state as SnapshotBlockPublicAccessState }),
  },
  [DEFAULTS.images]: {
    read: async ({ ec2 }) => (await ec2.getImageBlockPublicAccessState({})).ImageBlockPublicAccessState ?? 'unblocked',
    put: ({ ec2 }, state) =>
      state === 'unblocked'
        ? ec2.disableImageBlockPublicAccess({})
        : ec2.enableImageBlockPublicAccess({
            ImageBlockPublicAccessState: state as ImageBlockPublicAccessEnabledState,
          }),
  },
  [DEFAULTS.documents]: {
    read: async ({ ssm }) =>
      (await ssm.getServiceSetting({ SettingId: SHARING })).ServiceSetting?.SettingValue ?? 'Enable',
    put: ({ ssm }, value) => ssm.updateServiceSetting({ SettingId: SHARING, SettingValue: String(value) }),
  },
};

export const accountDefaultsAdapter: SettingAdapter = {
  async read(clients, names, region) {
    const services = { ec2: await clients('ec2', region), ssm: await clients('ssm', region) };
    const read = names.map(async (name) => [name, (await ACCESS[name]?.read(services)) ?? null] as const);
    return Object.fromEntries(await Promise.all(read));
  },
  async put(clients, values, region) {
    const services = { ec2: await clients('ec2', region), ssm: await clients('ssm', region) };
    await Promise.all(Object.entries(values).map(([name, value]) => ACCESS[name]?.put(services, value)));
  },
};
