import type { Account, AlternateContactType } from '@aws-sdk/client-account';
import type { EC2, ImageBlockPublicAccessEnabledState, SnapshotBlockPublicAccessState } from '@aws-sdk/client-ec2';
import type { IAM } from '@aws-sdk/client-iam';
import type { KMS } from '@aws-sdk/client-kms';
import type { SSM } from '@aws-sdk/client-ssm';
import { unless } from '../../aws/quirks.ts';
import type { AccountAccess, SettingAdapter } from '../../aws/setting-adapter.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { makeDefaultVpc, readEmptyDefaultVpc, removeDefaultVpc } from './aws/default-vpc.ts';
import { ACCOUNT_WIDE, CONTACTS, DEFAULTS } from './names.ts';

/** One value of a service, in AWS's own words. */
interface Default {
  /** @param wanted told where AWS spells the same otherwise */
  read(services: Services, wanted: Json): Promise<Json>;
  /** @param found what was there right before; undefined: nobody looked */
  put(services: Services, value: Json, found: Json | undefined): Promise<unknown>;
}

interface Services {
  readonly account: Account;
  readonly ec2: EC2;
  readonly iam: IAM;
  readonly kms: KMS;
  readonly ssm: SSM;
}

const SHARING = '/ssm/documents/console/public-sharing-permission';
/** What AWS encrypts volumes with when nobody has chosen a key. */
const KEY_OF_AWS = 'alias/aws/ebs';

const ACCESS: Readonly<Record<string, Default>> = {
  [DEFAULTS.ebsEncryption]: {
    read: async ({ ec2 }) => (await ec2.getEbsEncryptionByDefault({})).EbsEncryptionByDefault ?? false,
    put: ({ ec2 }, isOn) => (isOn ? ec2.enableEbsEncryptionByDefault({}) : ec2.disableEbsEncryptionByDefault({})),
  },
  [DEFAULTS.ebsKey]: {
    read: readKey,
    put: ({ ec2 }, key) =>
      key === KEY_OF_AWS ? ec2.resetEbsDefaultKmsKeyId({}) : ec2.modifyEbsDefaultKmsKeyId({ KmsKeyId: String(key) }),
  },
  [DEFAULTS.imds]: {
    // AWS says nothing of what nobody has chosen.
    read: async ({ ec2 }) => (await ec2.getInstanceMetadataDefaults({})).AccountLevel?.HttpTokens ?? 'no-preference',
    put: async ({ ec2 }, tokens) => {
      if ((await ec2.getInstanceMetadataDefaults({})).AccountLevel?.ManagedBy === BY_POLICY) return;
      await ec2.modifyInstanceMetadataDefaults({ HttpTokens: tokens as 'optional' | 'required' | 'no-preference' });
    },
  },
  [DEFAULTS.snapshots]: {
    read: async ({ ec2 }) => (await ec2.getSnapshotBlockPublicAccessState({})).State ?? 'unblocked',
    put: async ({ ec2 }, state) => {
      if ((await ec2.getSnapshotBlockPublicAccessState({})).ManagedBy === BY_POLICY) return;
      if (state === 'unblocked') await ec2.disableSnapshotBlockPublicAccess({});
      else await ec2.enableSnapshotBlockPublicAccess({ State: state as SnapshotBlockPublicAccessState });
    },
  },
  [DEFAULTS.images]: {
    read: async ({ ec2 }) => (await ec2.getImageBlockPublicAccessState({})).ImageBlockPublicAccessState ?? 'unblocked',
    put: async ({ ec2 }, state) => {
      if ((await ec2.getImageBlockPublicAccessState({})).ManagedBy === BY_POLICY) return;
      if (state === 'unblocked') await ec2.disableImageBlockPublicAccess({});
      else
        await ec2.enableImageBlockPublicAccess({
          ImageBlockPublicAccessState: state as ImageBlockPublicAccessEnabledState,
        });
    },
  },
  [DEFAULTS.documents]: {
    read: async ({ ssm }) =>
      (await ssm.getServiceSetting({ SettingId: SHARING })).ServiceSetting?.SettingValue ?? 'Enable',
    put: ({ ssm }, value) => ssm.updateServiceSetting({ SettingId: SHARING, SettingValue: String(value) }),
  },
  [DEFAULTS.emptyDefaultVpc]: {
    read: ({ ec2 }) => readEmptyDefaultVpc(ec2),
    put: ({ ec2 }, vpc, found) => (vpc === null ? removeDefaultVpc(ec2, found) : makeDefaultVpc(ec2)),
  },
  ...Object.fromEntries(Object.entries(CONTACTS).map(([type, name]) => [name, contact(type as AlternateContactType)])),
  [ACCOUNT_WIDE.passwordPolicy]: { read: readPasswordPolicy, put: putPasswordPolicy },
};

/** A declarative policy of the organization decides: an account that says otherwise is refused. */
const BY_POLICY = 'declarative-policy';

export const accountDefaultsAdapter: SettingAdapter = {
  async read({ clients }, wanted, region) {
    const services = await servicesIn(clients, region);
    const read = Object.entries(wanted).map(async ([name, value]) => {
      const found = await ACCESS[name]?.read(services, value);
      return [name, found ?? null] as const;
    });
    return Object.fromEntries(await Promise.all(read));
  },
  async put({ clients }, values, region, found) {
    const services = await servicesIn(clients, region);
    await Promise.all(Object.entries(values).map(([name, value]) => ACCESS[name]?.put(services, value, found[name])));
  },
};

async function servicesIn(clients: AccountAccess['clients'], region: string): Promise<Services> {
  const [account, ec2, iam, kms, ssm] = await Promise.all([
    clients('account', region),
    clients('ec2', region),
    clients('iam', region),
    clients('kms', region),
    clients('ssm', region),
  ]);
  return { account, ec2, iam, kms, ssm };
}

/** AWS tells a key by its ARN; an alias is as good when it leads to the same key. */
async function readKey({ ec2, kms }: Services, wanted: Json): Promise<Json> {
  const { KmsKeyId: found = KEY_OF_AWS } = await ec2.getEbsDefaultKmsKeyId({});
  if (found === wanted || !String(wanted).includes('alias/')) return found;
  const key = await unless('NotFound', kms.describeKey({ KeyId: String(wanted) }));
  return key?.KeyMetadata?.Arn === found ? wanted : found;
}

async function readPasswordPolicy({ iam }: Services): Promise<Json> {
  const policy = (await unless('NoSuchEntity', iam.getAccountPasswordPolicy({})))?.PasswordPolicy;
  if (policy === undefined) return null;
  return {
    MinimumPasswordLength: policy.MinimumPasswordLength ?? null,
    // Zero is how some say that there is no end.
    PasswordReusePrevention: policy.PasswordReusePrevention || null,
    MaxPasswordAge: policy.MaxPasswordAge || null,
    RequireSymbols: policy.RequireSymbols ?? false,
    RequireNumbers: policy.RequireNumbers ?? false,
    RequireUppercaseCharacters: policy.RequireUppercaseCharacters ?? false,
    RequireLowercaseCharacters: policy.RequireLowercaseCharacters ?? false,
    AllowUsersToChangePassword: policy.AllowUsersToChangePassword ?? false,
    HardExpiry: policy.HardExpiry ?? false,
  };
}

/** What is not named falls back to AWS's default, so that a part of a policy is never left of another. */
async function putPasswordPolicy({ iam }: Services, policy: Json): Promise<void> {
  if (policy === null) {
    await unless('NoSuchEntity', iam.deleteAccountPasswordPolicy({}));
    return;
  }
  const said = Object.entries(policy as JsonObject).filter(([, value]) => value !== null);
  await iam.updateAccountPasswordPolicy(Object.fromEntries(said));
}

function contact(AlternateContactType: AlternateContactType): Default {
  return {
    read: async ({ account }) => {
      const found = await unless('ResourceNotFound', account.getAlternateContact({ AlternateContactType }));
      if (!found?.AlternateContact) return null;
      const { EmailAddress = '', Name = '', PhoneNumber = '', Title = '' } = found.AlternateContact;
      return { EmailAddress, Name, PhoneNumber, Title };
    },
    put: async ({ account }, value) => {
      if (value === null) await unless('ResourceNotFound', account.deleteAlternateContact({ AlternateContactType }));
      else await account.putAlternateContact({ AlternateContactType, ...(value as unknown as Contact) });
    },
  };
}

interface Contact {
  readonly EmailAddress: string;
  readonly Name: string;
  readonly PhoneNumber: string;
  readonly Title: string;
}
