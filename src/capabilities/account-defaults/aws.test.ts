import { describe, expect, it } from 'vitest';
import { readDocument, sectionsOf } from '../../../test/documents/markdown.ts';
import type { Clients } from '../../aws/clients.ts';
import type { Json } from '../../domain/json.ts';
import type { SettingValues } from '../../domain/setting.ts';
import { accountDefaultsAdapter } from './aws.ts';
import { ACCOUNT_WIDE, CONTACTS, DEFAULTS } from './names.ts';
import { accountDefaultsSetting } from './setting.ts';

const REGION = 'ap-northeast-1';

function awsError(name: string): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });
}

/** Answers by operation; all that changes something is noted with its input. */
function anAccount(answers: Readonly<Record<string, unknown>> = {}) {
  const changes: [string, unknown][] = [];
  /** As IAM calls them: `ec2:DescribeVpcs`. */
  const actions = new Set<string>();
  const ask = (service: string, operation: string) => async (input: unknown) => {
    actions.add(`${service}:${operation.charAt(0).toUpperCase()}${operation.slice(1)}`);
    if (!/^(get|describe)/.test(operation)) changes.push([operation, input]);
    const answer = answers[operation] ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  // A promise asks what it is resolved with whether that is one as well.
  const clientOf = (service: string) =>
    new Proxy({}, { get: (_, name: string) => (name === 'then' ? undefined : ask(service, name)) });
  const clients = (async (service: string) => clientOf(service)) as unknown as Clients;
  const access = { clients, management: clients, asRoot: () => clients };
  return {
    changes,
    actions,
    read: async (name: string, wanted: Json = null) =>
      (await accountDefaultsAdapter.read(access, { [name]: wanted }, REGION))[name],
    put: (name: string, value: Json, found: SettingValues = {}) =>
      accountDefaultsAdapter.put(access, { [name]: value }, REGION, found),
  };
}

const POLICY = {
  ...{ MinimumPasswordLength: 14, PasswordReusePrevention: null, MaxPasswordAge: null, RequireSymbols: true },
  ...{ RequireNumbers: false, RequireUppercaseCharacters: false, RequireLowercaseCharacters: false },
  ...{ AllowUsersToChangePassword: false, HardExpiry: false },
};
const CONTACT = { EmailAddress: 'csirt@example.com', Name: 'Team', PhoneNumber: '+81 3', Title: 'CSIRT' };
const KEY = 'arn:aws:kms:ap-northeast-1:444444444444:key/1';

describe('what AWS says', () => {
  const found: readonly (readonly [string, string, Readonly<Record<string, unknown>>, Json])[] = [
    ['nothing of encryption', 'ebsEncryption', {}, false],
    ['encryption', 'ebsEncryption', { getEbsEncryptionByDefault: { EbsEncryptionByDefault: true } }, true],
    ['nothing of metadata', 'instanceMetadataTokens', { getInstanceMetadataDefaults: {} }, 'no-preference'],
    [
      'tokens',
      'instanceMetadataTokens',
      { getInstanceMetadataDefaults: { AccountLevel: { HttpTokens: 'optional' } } },
      'optional',
    ],
    ['nothing of snapshots', 'snapshotPublicAccess', {}, 'unblocked'],
    [
      'blocked snapshots',
      'snapshotPublicAccess',
      { getSnapshotBlockPublicAccessState: { State: 'block-new-sharing' } },
      'block-new-sharing',
    ],
    ['nothing of images', 'imagePublicAccess', {}, 'unblocked'],
    [
      'blocked images',
      'imagePublicAccess',
      { getImageBlockPublicAccessState: { ImageBlockPublicAccessState: 'block-new-sharing' } },
      'block-new-sharing',
    ],
    ['nothing of documents', 'documentPublicSharing', {}, 'Enable'],
    [
      'documents',
      'documentPublicSharing',
      { getServiceSetting: { ServiceSetting: { SettingValue: 'Disable' } } },
      'Disable',
    ],
    ['no key', 'ebsKey', {}, 'alias/aws/ebs'],
    ['a key', 'ebsKey', { getEbsDefaultKmsKeyId: { KmsKeyId: KEY } }, KEY],
    ['no contact', 'securityContact', { getAlternateContact: awsError('ResourceNotFoundException') }, null],
    [
      'a contact',
      'billingContact',
      { getAlternateContact: { AlternateContact: { AlternateContactType: 'BILLING', ...CONTACT } } },
      CONTACT,
    ],
    ['no password policy', 'passwordPolicy', { getAccountPasswordPolicy: awsError('NoSuchEntityException') }, null],
    [
      'a password policy',
      'passwordPolicy',
      {
        getAccountPasswordPolicy: {
          PasswordPolicy: { MinimumPasswordLength: 14, RequireSymbols: true, MaxPasswordAge: 0 },
        },
      },
      POLICY,
    ],
  ];
  it.each(found)('%s', async (_what, name, answers, value) => {
    expect(await anAccount(answers).read(name)).toEqual(value);
  });

  it('of a key by its ARN is an alias as well, where it leads to that key', async () => {
    const answers = { getEbsDefaultKmsKeyId: { KmsKeyId: KEY }, describeKey: { KeyMetadata: { Arn: KEY } } };
    expect(await anAccount(answers).read('ebsKey', 'alias/volumes')).toBe('alias/volumes');
    const other = { ...answers, describeKey: { KeyMetadata: { Arn: `${KEY}2` } } };
    expect(await anAccount(other).read('ebsKey', 'alias/volumes')).toBe(KEY);
    const none = { ...answers, describeKey: awsError('NotFoundException') };
    expect(await anAccount(none).read('ebsKey', 'alias/volumes')).toBe(KEY);
  });

  it.each(['getAccountPasswordPolicy', 'describeKey'])('is told when it refuses %s', async (operation) => {
    const account = anAccount({ [operation]: awsError('AccessDenied') });
    const [name, wanted] = operation === 'describeKey' ? ['ebsKey', 'alias/volumes'] : ['passwordPolicy', null];
    await expect(account.read(name, wanted)).rejects.toThrow('AccessDenied');
  });
});

const PUT: readonly (readonly [string, Json, string, unknown])[] = [
  ['ebsEncryption', true, 'enableEbsEncryptionByDefault', {}],
  ['ebsEncryption', false, 'disableEbsEncryptionByDefault', {}],
  ['ebsKey', 'alias/volumes', 'modifyEbsDefaultKmsKeyId', { KmsKeyId: 'alias/volumes' }],
  ['ebsKey', 'alias/aws/ebs', 'resetEbsDefaultKmsKeyId', {}],
  ['instanceMetadataTokens', 'required', 'modifyInstanceMetadataDefaults', { HttpTokens: 'required' }],
  ['snapshotPublicAccess', 'unblocked', 'disableSnapshotBlockPublicAccess', {}],
  ['snapshotPublicAccess', 'block-all-sharing', 'enableSnapshotBlockPublicAccess', { State: 'block-all-sharing' }],
  ['imagePublicAccess', 'unblocked', 'disableImageBlockPublicAccess', {}],
  [
    'imagePublicAccess',
    'block-new-sharing',
    'enableImageBlockPublicAccess',
    { ImageBlockPublicAccessState: 'block-new-sharing' },
  ],
  [
    'documentPublicSharing',
    'Disable',
    'updateServiceSetting',
    { SettingId: '/ssm/documents/console/public-sharing-permission', SettingValue: 'Disable' },
  ],
  ['passwordPolicy', null, 'deleteAccountPasswordPolicy', {}],
  ['securityContact', CONTACT, 'putAlternateContact', { AlternateContactType: 'SECURITY', ...CONTACT }],
  ['operationsContact', null, 'deleteAlternateContact', { AlternateContactType: 'OPERATIONS' }],
];

describe('what AWS is told', () => {
  it.each(PUT)('%s %s', async (name, value, operation, input) => {
    const account = anAccount();
    await account.put(name, value);
    expect(account.changes).toEqual([[operation, input]]);
  });

  it('of a password policy is all that it says: what is null is left to AWS', async () => {
    const account = anAccount();
    await account.put('passwordPolicy', POLICY);
    const { PasswordReusePrevention: _reuse, MaxPasswordAge: _age, ...said } = POLICY;
    expect(account.changes).toEqual([['updateAccountPasswordPolicy', said]]);
  });

  it('is no error when a password policy is gone already', async () => {
    await anAccount({ deleteAccountPasswordPolicy: awsError('NoSuchEntityException') }).put('passwordPolicy', null);
  });

  it.each([
    ['instanceMetadataTokens', { getInstanceMetadataDefaults: { AccountLevel: { ManagedBy: 'declarative-policy' } } }],
    ['snapshotPublicAccess', { getSnapshotBlockPublicAccessState: { ManagedBy: 'declarative-policy' } }],
    ['imagePublicAccess', { getImageBlockPublicAccessState: { ManagedBy: 'declarative-policy' } }],
  ])('is nothing of %s where a policy of the organization decides', async (name, answers) => {
    const account = anAccount(answers);
    await account.put(name, 'unblocked');
    expect(account.changes).toEqual([]);
  });
});

const EMPTY = {
  describeVpcs: { Vpcs: [{ VpcId: 'vpc-1' }] },
  describeSecurityGroups: { SecurityGroups: [{ GroupName: 'default' }] },
  describeRouteTables: { RouteTables: [{}] },
  describeNetworkAcls: { NetworkAcls: [{ IsDefault: true }] },
  describeNatGateways: { NatGateways: [{ State: 'deleted' }] },
  describeVpcPeeringConnections: { VpcPeeringConnections: [{ Status: { Code: 'deleted' } }] },
  describeSubnets: { Subnets: [{ SubnetId: 'subnet-1', DefaultForAz: true }] },
  describeInternetGateways: { InternetGateways: [{ InternetGatewayId: 'igw-1' }] },
};

/** An earlier look. */
const FOUND = { emptyDefaultVpc: 'vpc-1' };

describe('a default VPC', () => {
  const GOES = [
    ['deleteSubnet', { SubnetId: 'subnet-1' }],
    ['detachInternetGateway', { InternetGatewayId: 'igw-1', VpcId: 'vpc-1' }],
    ['deleteInternetGateway', { InternetGatewayId: 'igw-1' }],
    ['deleteVpc', { VpcId: 'vpc-1' }],
  ];

  it('that is empty is found, and goes with what AWS made in it', async () => {
    const account = anAccount(EMPTY);
    expect(await account.read('emptyDefaultVpc')).toBe('vpc-1');
    await account.put('emptyDefaultVpc', null, FOUND);
    expect(account.changes).toEqual(GOES);
  });

  it.each([
    ['no look has found: it was in use, or there was none', {}],
    ['is another one than a look has found', { emptyDefaultVpc: 'vpc-2' }],
  ])('stays when it %s', async (_what, found) => {
    const account = anAccount(EMPTY);
    await account.put('emptyDefaultVpc', null, found);
    expect(account.changes).toEqual([]);
  });

  it.each([
    ['is not there', { describeVpcs: { Vpcs: [] } }],
    ['has a network interface', { describeNetworkInterfaces: { NetworkInterfaces: [{}] } }],
    ['has an endpoint', { describeVpcEndpoints: { VpcEndpoints: [{}] } }],
    ['has a NAT gateway', { describeNatGateways: { NatGateways: [{ State: 'available' }] } }],
    ['has a subnet', { describeSubnets: { Subnets: [{ SubnetId: 'subnet-2', DefaultForAz: false }] } }],
    ['has a group', { describeSecurityGroups: { SecurityGroups: [{ GroupName: 'web' }] } }],
    ['has a route table', { describeRouteTables: { RouteTables: [{}, {}] } }],
    ['has a network ACL', { describeNetworkAcls: { NetworkAcls: [{ IsDefault: false }] } }],
    ['has a VPN', { describeVpnGateways: { VpnGateways: [{}] } }],
    ['has a peer', { describeVpcPeeringConnections: { VpcPeeringConnections: [{ Status: { Code: 'active' } }] } }],
  ])('stays when it %s', async (_what, answers) => {
    const account = anAccount({ ...EMPTY, ...answers });
    expect(await account.read('emptyDefaultVpc')).toBeNull();
    await account.put('emptyDefaultVpc', null, FOUND);
    expect(account.changes).toEqual([]);
  });

  it('is made again where there is none, and only there', async () => {
    const without = anAccount({ describeVpcs: { Vpcs: [] } });
    await without.put('emptyDefaultVpc', 'vpc-1');
    expect(without.changes).toEqual([['createDefaultVpc', {}]]);
    const another = anAccount(EMPTY);
    await another.put('emptyDefaultVpc', 'vpc-2');
    expect(another.changes).toEqual([]);
  });
});

describe('the rights that a role of your own needs', () => {
  /** Those of the engine, which remembers what was found. */
  const MEMORY = ['ssm:DeleteParameter', 'ssm:GetParameter', 'ssm:PutParameter'];

  it('are those of the calls, and no other', async () => {
    const calls = new Set(MEMORY);
    const note = async (answers: object, work: (account: ReturnType<typeof anAccount>) => Promise<unknown>) => {
      const account = anAccount({ ...EMPTY, ...answers });
      await work(account);
      for (const action of account.actions) calls.add(action.replace(/^ec2:Describe.*/, 'ec2:Describe*'));
    };
    for (const name of Object.values({ ...DEFAULTS, ...ACCOUNT_WIDE, ...CONTACTS })) {
      await note({}, (account) => account.read(name, 'alias/volumes'));
      const values = PUT.filter(([of]) => of === name).map(([, value]) => value);
      for (const value of [...values, ...(name === ACCOUNT_WIDE.passwordPolicy ? [POLICY] : [])])
        await note({}, (account) => account.put(name, value));
    }
    await note({}, (account) => account.put(DEFAULTS.emptyDefaultVpc, null, FOUND));
    await note({ describeVpcs: {} }, (account) => account.put(DEFAULTS.emptyDefaultVpc, 'vpc-1'));
    expect([...calls].sort()).toEqual(accountDefaultsSetting.rights);
  });

  it.each([
    ['docs/account-defaults.md', 'Rights'],
    ['docs/ja/account-defaults.md', '必要な権限'],
  ])('are what %s lists', (page, title) => {
    const section = sectionsOf(readDocument(page)).find((one) => one.title === title);
    const text = section?.tokens.map(({ raw }) => raw).join('') ?? '';
    const listed = [...text.matchAll(/`(\w+:[\w*]+)`/g)].map(([, action = '']) => action);
    expect(listed.sort()).toEqual(accountDefaultsSetting.rights);
  });
});
