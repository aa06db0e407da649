import { isDeepStrictEqual } from 'node:util';
import type { SSM } from '@aws-sdk/client-ssm';
import type { Occupant } from '../domain/occupant.ts';
import { PREFERENCES_DOCUMENT, type SessionPreferences } from '../domain/session-defaults.ts';
import type { SessionDefaultsPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { isDocumentAbsent, isDocumentVersionAbsent, orNull } from './quirks.ts';

const HOST_MANAGEMENT = '/ssm/managed-instance/default-ec2-instance-management-role';
const NO_ROLE = '$None';

/** Which version was the default one before ours stands in the name of ours: AWS itself remembers what we need to leave. */
const INSTEAD_OF = '-instead-of-';

export function makeSessionDefaults(clients: Clients): SessionDefaultsPort {
  /** AWS takes the id of a key here, and every region has another one. */
  async function withKey({ content, keyAlias }: SessionPreferences, region: string): Promise<string> {
    if (keyAlias === null) return content;
    const kms = await clients('kms', region);
    const { KeyMetadata: key } = await kms.describeKey({ KeyId: keyAlias });
    const document = JSON.parse(content) as { readonly inputs: object };
    return JSON.stringify({ ...document, inputs: { ...document.inputs, kmsKeyId: key?.KeyId ?? '' } });
  }

  return {
    async putPreferences(preferences, ours, region) {
      const content = await withKey(preferences, region);
      await putPreferences(await clients('ssm', region), { ...preferences, content }, ours);
    },
    async restorePreferences(ours, region) {
      await restorePreferences(await clients('ssm', region), ours);
    },
    async readHostManagementRole(region) {
      return readHostManagementRole(await clients('ssm', region));
    },
    async putHostManagementRole(role, region) {
      const ssm = await clients('ssm', region);
      await ssm.updateServiceSetting({ SettingId: HOST_MANAGEMENT, SettingValue: role });
    },
    async resetHostManagementRole(region) {
      const ssm = await clients('ssm', region);
      await ssm.resetServiceSetting({ SettingId: HOST_MANAGEMENT });
    },
  };
}

interface DefaultVersion {
  readonly version: string;
  /** '' when it has none. */
  readonly name: string;
  readonly content: string;
}

async function readDefault(ssm: SSM): Promise<DefaultVersion | null> {
  const found = await orNull(ssm.getDocument({ Name: PREFERENCES_DOCUMENT }), isDocumentAbsent);
  if (found === null) return null;
  const { DocumentVersion: version = '1', VersionName: name = '', Content: content = '{}' } = found;
  return { version, name, content };
}

/** Another version of the document becomes the default one; what was set before stays as it is, beside it. */
async function putPreferences(ssm: SSM, { content, version }: SessionPreferences, ours: string): Promise<void> {
  const before = await readDefault(ssm);
  if (before === null) {
    await ssm.createDocument({
      Name: PREFERENCES_DOCUMENT,
      DocumentType: 'Session',
      DocumentFormat: 'JSON',
      VersionName: version,
      Content: content,
    });
    return;
  }
  if (isDeepStrictEqual(inputsOf(before.content), inputsOf(content))) return;
  const former = before.name.startsWith(ours) ? formerOf(before.name) : before.version;
  const name = former === undefined ? version : `${version}${INSTEAD_OF}${former}`;
  await ssm.updateDocumentDefaultVersion({
    Name: PREFERENCES_DOCUMENT,
    DocumentVersion: (await versionNamed(ssm, name)) ?? (await addVersion(ssm, name, content)),
  });
}

async function versionNamed(ssm: SSM, name: string): Promise<string | undefined> {
  const found = ssm.describeDocument({ Name: PREFERENCES_DOCUMENT, VersionName: name });
  return (await orNull(found, isDocumentVersionAbsent))?.Document?.DocumentVersion;
}

async function addVersion(ssm: SSM, name: string, content: string): Promise<string | undefined> {
  const { DocumentDescription: added } = await ssm.updateDocument({
    Name: PREFERENCES_DOCUMENT,
    DocumentVersion: '$LATEST',
    DocumentFormat: 'JSON',
    VersionName: name,
    Content: content,
  });
  return added?.DocumentVersion;
}

/** What was the default before ours is it again; a document that we made goes. Somebody else's choice stays. */
async function restorePreferences(ssm: SSM, ours: string): Promise<void> {
  const now = await readDefault(ssm);
  if (!now?.name.startsWith(ours)) return;
  const former = formerOf(now.name);
  if (former === undefined) {
    await ssm.deleteDocument({ Name: PREFERENCES_DOCUMENT });
    return;
  }
  await ssm.updateDocumentDefaultVersion({ Name: PREFERENCES_DOCUMENT, DocumentVersion: former });
  await ssm.deleteDocument({ Name: PREFERENCES_DOCUMENT, DocumentVersion: now.version });
}

function formerOf(name: string): string | undefined {
  return name.split(INSTEAD_OF)[1];
}

/** Null when nobody ever set preferences, nor a role of hosts. */
export async function readSessionDefaults(clients: Clients, region: string): Promise<Occupant | null> {
  const ssm = await clients('ssm', region);
  const [found, hostManagementRole] = await Promise.all([readDefault(ssm), readHostManagementRole(ssm)]);
  if (found === null && hostManagementRole === null) return null;
  const inputs = Object.entries(inputsOf(found?.content ?? '{}')).map(([key, value]) => [
    key,
    typeof value === 'boolean' ? value : typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return {
    region,
    name: found?.name ?? '',
    settings: { ...Object.fromEntries(inputs), version: found?.version ?? null, hostManagementRole },
  };
}

async function readHostManagementRole(ssm: SSM): Promise<string | null> {
  const { ServiceSetting: setting } = await ssm.getServiceSetting({ SettingId: HOST_MANAGEMENT });
  const { SettingValue: value = NO_ROLE } = setting ?? {};
  return value === NO_ROLE || value === '' ? null : value;
}

function inputsOf(content: string): Readonly<Record<string, unknown>> {
  const { inputs = {} } = JSON.parse(content) as { readonly inputs?: Readonly<Record<string, unknown>> };
  return inputs;
}
