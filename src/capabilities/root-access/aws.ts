import type { IAM } from '@aws-sdk/client-iam';
import { unless } from '../../aws/quirks.ts';
import type { AccountAccess, SettingAdapter } from '../../aws/setting-adapter.ts';
import type { Json } from '../../domain/json.ts';
import { CREDENTIALS, FEATURES } from './names.ts';

/** The switches of the organization are the management account's, whichever place stands for them. */
export const featuresAdapter: SettingAdapter = {
  async read({ management }, wanted, region) {
    const iam = await management('iam', region);
    const answer = await unless('ServiceAccessNotEnabled', iam.listOrganizationsFeatures({}));
    const enabled: readonly string[] = answer?.EnabledFeatures ?? [];
    return Object.fromEntries(Object.keys(wanted).map((name) => [name, enabled.includes(name)]));
  },
  async put({ management }, values, region) {
    const iam = await management('iam', region);
    for (const [name, isOn] of Object.entries(values)) await SWITCHES[name]?.[isOn === true ? 'on' : 'off'](iam);
  },
};

const SWITCHES: Readonly<Record<string, Readonly<Record<'on' | 'off', (iam: IAM) => Promise<unknown>>>>> = {
  [FEATURES.credentials]: {
    on: (iam) => iam.enableOrganizationsRootCredentialsManagement({}),
    off: (iam) => iam.disableOrganizationsRootCredentialsManagement({}),
  },
  [FEATURES.sessions]: {
    on: (iam) => iam.enableOrganizationsRootSessions({}),
    off: (iam) => iam.disableOrganizationsRootSessions({}),
  },
};

/** Of the root user of a member, in sessions that the management account begins. */
export const credentialsAdapter: SettingAdapter = {
  async read({ asRoot }, wanted, region) {
    const iam = await asRoot('IAMAuditRootUserCredentials')('iam', region);
    const read = Object.keys(wanted).map(async (name) => [name, (await ACCESS[name]?.read(iam)) ?? null] as const);
    return Object.fromEntries(await Promise.all(read));
  },
  async put(access, values, region, found) {
    for (const [name, value] of Object.entries(values)) {
      if (isNone(value)) await remove(name, found[name], access, region);
      else if (name === CREDENTIALS.password) await letRecover(access, region);
    }
  },
};

interface Credential {
  read(iam: IAM): Promise<Json>;
  /** @param found as it was read: what came since stays */
  remove(iam: IAM, found: Json): Promise<void>;
}

const ACCESS: Readonly<Record<string, Credential>> = {
  [CREDENTIALS.password]: {
    read: async (iam) => (await unless('NoSuchEntity', iam.getLoginProfile({}))) !== null,
    remove: async (iam, isThere) => {
      if (isThere === true) await unless('NoSuchEntity', iam.deleteLoginProfile({}));
    },
  },
  [CREDENTIALS.keys]: each(
    async (iam) => (await iam.listAccessKeys({})).AccessKeyMetadata?.map(({ AccessKeyId }) => AccessKeyId),
    (iam, AccessKeyId) => iam.deleteAccessKey({ AccessKeyId }),
  ),
  [CREDENTIALS.devices]: each(
    async (iam) => (await iam.listMFADevices({})).MFADevices?.map(({ SerialNumber }) => SerialNumber),
    (iam, SerialNumber) => iam.deactivateMFADevice({ SerialNumber }),
  ),
  [CREDENTIALS.certificates]: each(
    async (iam) => (await iam.listSigningCertificates({})).Certificates?.map(({ CertificateId }) => CertificateId),
    (iam, CertificateId) => iam.deleteSigningCertificate({ CertificateId }),
  ),
};

/** AWS keeps two keys, two certificates and eight devices of a root user at most: one page. */
function each(
  list: (iam: IAM) => Promise<readonly (string | undefined)[] | undefined>,
  remove: (iam: IAM, id: string) => Promise<unknown>,
): Credential {
  return {
    read: async (iam) => ((await list(iam)) ?? []).flatMap((id) => id ?? []).sort(),
    remove: async (iam, found) => {
      for (const id of Array.isArray(found) ? found : []) await unless('NoSuchEntity', remove(iam, String(id)));
    },
  };
}

function isNone(value: Json): boolean {
  return value === false || (Array.isArray(value) && value.length === 0);
}

async function remove(name: string, found: Json | undefined, { asRoot }: AccountAccess, region: string): Promise<void> {
  if (found === undefined || isNone(found)) return;
  await ACCESS[name]?.remove(await asRoot('IAMDeleteRootUserCredentials')('iam', region), found);
}

/** A password that was deleted does not come back: the owner of the root user's address chooses a new one. */
async function letRecover({ asRoot }: AccountAccess, region: string): Promise<void> {
  const iam = await asRoot('IAMCreateRootUserPassword')('iam', region);
  await unless('EntityAlreadyExists', iam.createLoginProfile({}));
}
