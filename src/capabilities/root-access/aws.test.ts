import { describe, expect, it } from 'vitest';
import { readDocument, sectionsOf } from '../../../test/documents/markdown.ts';
import type { Clients } from '../../aws/clients.ts';
import { awsError } from '../../aws/support/fakes.ts';
import { credentialsAdapter, featuresAdapter } from './aws.ts';
import { NO_CREDENTIALS } from './credentials.ts';

const REGION = 'ap-northeast-1';

/** IAM as the management account or a root session sees it: what it answers, and the calls that change something. */
function iamThat(answers: Readonly<Record<string, unknown>>) {
  const changes: unknown[] = [];
  /** Calls of the management account, and tasks of sessions. */
  const asked = new Set<string>();
  const ask = (who: string, operation: string) => async (input: unknown) => {
    asked.add(who === 'management' ? operation.charAt(0).toUpperCase() + operation.slice(1) : who);
    if (!/^(get|list)/.test(operation)) changes.push([who, operation, input]);
    const answer = answers[operation] ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  // A promise asks what it is resolved with whether that is one as well.
  const clientsOf = (who: string) =>
    (async () =>
      new Proxy(
        {},
        { get: (_, name: string) => (name === 'then' ? undefined : ask(who, name)) },
      )) as unknown as Clients;
  const theirs = (() => Promise.reject(new Error('the bootstrap role has no part in it'))) as unknown as Clients;
  return { changes, asked, access: { clients: theirs, management: clientsOf('management'), asRoot: clientsOf } };
}

const ABSENT = awsError('NoSuchEntityException', 'Login Profile for User root cannot be found.');

const FULL = {
  rootPassword: true,
  rootAccessKeys: ['AKIAA', 'AKIAB'],
  rootMfaDevices: ['arn:mfa'],
  rootSigningCertificates: ['C1'],
};

describe('features of the organization', () => {
  const WANTED = { RootCredentialsManagement: true, RootSessions: true };

  it.each([
    ['none before IAM is trusted', awsError('ServiceAccessNotEnabledException', 'no trusted access'), [false, false]],
    ['those that are enabled', { EnabledFeatures: ['RootSessions'] }, [false, true]],
  ])('are %s', async (_what, listOrganizationsFeatures, [credentials, sessions]) => {
    const { access } = iamThat({ listOrganizationsFeatures });
    expect(await featuresAdapter.read(access, WANTED, REGION)).toEqual({
      RootCredentialsManagement: credentials,
      RootSessions: sessions,
    });
  });

  it('are unknown when AWS does not say', async () => {
    const { access } = iamThat({ listOrganizationsFeatures: awsError('AccessDeniedException', 'not authorized') });
    await expect(featuresAdapter.read(access, WANTED, REGION)).rejects.toThrow('not authorized');
  });

  it('are switched on and off by the management account', async () => {
    const { access, changes } = iamThat({});
    await featuresAdapter.put(access, { RootCredentialsManagement: true, RootSessions: false }, REGION, {});
    expect(changes).toEqual([
      ['management', 'enableOrganizationsRootCredentialsManagement', {}],
      ['management', 'disableOrganizationsRootSessions', {}],
    ]);
  });
});

describe('credentials of a root user', () => {
  const ALL = {
    getLoginProfile: { LoginProfile: {} },
    listAccessKeys: { AccessKeyMetadata: [{ AccessKeyId: 'AKIAB' }, { AccessKeyId: 'AKIAA' }] },
    listMFADevices: { MFADevices: [{ SerialNumber: 'arn:mfa' }] },
    listSigningCertificates: { Certificates: [{ CertificateId: 'C1' }] },
  };

  it('are read one by one', async () => {
    expect(await credentialsAdapter.read(iamThat(ALL).access, NO_CREDENTIALS, REGION)).toEqual(FULL);
    const none = iamThat({ getLoginProfile: ABSENT });
    expect(await credentialsAdapter.read(none.access, NO_CREDENTIALS, REGION)).toEqual(NO_CREDENTIALS);
  });

  it('are deleted in a session for that, each by its id', async () => {
    const { access, changes } = iamThat({ ...ALL, deleteLoginProfile: ABSENT });
    await credentialsAdapter.put(access, NO_CREDENTIALS, REGION, FULL);
    const task = 'IAMDeleteRootUserCredentials';
    expect(changes).toEqual([
      [task, 'deleteLoginProfile', {}],
      [task, 'deleteAccessKey', { AccessKeyId: 'AKIAA' }],
      [task, 'deleteAccessKey', { AccessKeyId: 'AKIAB' }],
      [task, 'deactivateMFADevice', { SerialNumber: 'arn:mfa' }],
      [task, 'deleteSigningCertificate', { CertificateId: 'C1' }],
    ]);
  });

  it.each([
    ['no look has found any: all is given back as it was', {}, []],
    [
      'they came after the look',
      { ...NO_CREDENTIALS, rootAccessKeys: ['AKIAA'] },
      [['IAMDeleteRootUserCredentials', 'deleteAccessKey', { AccessKeyId: 'AKIAA' }]],
    ],
  ])('stay where %s', async (_what, found, gone) => {
    const { access, changes } = iamThat(ALL);
    await credentialsAdapter.put(access, NO_CREDENTIALS, REGION, found);
    expect(changes).toEqual(gone);
  });

  it('come back as far as they can: a password may be recovered, and is left alone where there was none', async () => {
    const { access, changes } = iamThat({ getLoginProfile: ABSENT });
    await credentialsAdapter.put(access, { rootPassword: true, rootAccessKeys: ['AKIAA'] }, REGION, {});
    expect(changes).toEqual([['IAMCreateRootUserPassword', 'createLoginProfile', {}]]);
  });
});

describe('the rights of the run', () => {
  it.each([
    ['docs/root-access.md', 'Rights'],
    ['docs/ja/root-access.md', '必要な権限'],
  ])('are what %s lists: calls of the management account, and tasks of root sessions', async (page, title) => {
    const { access, asked } = iamThat({ listMFADevices: { MFADevices: [{ SerialNumber: 'arn:mfa' }] } });
    for (const isOn of [true, false]) {
      const features = { RootCredentialsManagement: isOn, RootSessions: isOn };
      await featuresAdapter.put(access, features, REGION, {});
      await featuresAdapter.read(access, features, REGION);
    }
    await credentialsAdapter.read(access, NO_CREDENTIALS, REGION);
    await credentialsAdapter.put(access, NO_CREDENTIALS, REGION, FULL);
    await credentialsAdapter.put(access, { rootPassword: true }, REGION, {});
    const text =
      sectionsOf(readDocument(page))
        .find((one) => one.title === title)
        ?.tokens.map(({ raw }) => raw) ?? [];
    const listed = [...text.join('').matchAll(/`iam:(\w+)`|(IAM\w+)`/g)].map(([, action, task]) => action ?? task);
    expect(listed.sort()).toEqual([...asked].sort());
  });
});
