import { describe, expect, it } from 'vitest';
import type { RootId } from '../domain/ids.ts';
import { makeOrganizations } from './organizations.ts';
import { answering, awsError, fakeClients } from './support/fakes.ts';

const ROOT = 'r-abcd' as RootId;
const UNIT = 'ou-abcd-11111111';
const BELOW = 'ou-abcd-22222222';

describe('readOrganization', () => {
  const organization = {
    describeOrganization: answering({
      Organization: { Id: 'o-abcdefghij', MasterAccountId: '111111111111', FeatureSet: 'ALL' },
    }),
    listRoots: answering({
      Roots: [
        {
          Id: ROOT,
          PolicyTypes: [
            type('SERVICE_CONTROL_POLICY'),
            type('TAG_POLICY'),
            type('RESOURCE_CONTROL_POLICY', 'PENDING_ENABLE'),
          ],
        },
      ],
    }),
  };

  it('knows the enabled policy types that guardrails use', async () => {
    await expect(organizations(organization).readOrganization()).resolves.toEqual({
      id: 'o-abcdefghij',
      managementAccountId: '111111111111',
      rootId: ROOT,
      allFeatures: true,
      enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
    });
  });

  it('names both accounts when the credentials belong to a member', async () => {
    const error = await organizations(organization, '444444444444')
      .readOrganization()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'not-management-account' });
    expect(String(error)).toMatch(/444444444444.*111111111111/);
  });
});

describe('listAccounts', () => {
  it('takes State before Status, the path as sent, and leaves the e-mail address behind', async () => {
    const listAccounts = answering(
      { Accounts: [], NextToken: 'more' },
      {
        Accounts: [
          account('222222222222', { State: 'PENDING_CLOSURE', Paths: [`o-abcdefghij/${ROOT}/${UNIT}/222222222222/`] }),
          account('333333333333', {
            State: undefined,
            Paths: [`o-abcdefghij/${ROOT}/333333333333`],
            JoinedMethod: 'CREATED',
          }),
        ],
      },
    );
    await expect(organizations({ listAccounts }).listAccounts()).resolves.toEqual([
      { id: '222222222222', name: 'a222222222222', state: 'PENDING_CLOSURE', joined: 'INVITED', path: [ROOT, UNIT] },
      { id: '333333333333', name: 'a333333333333', state: 'SUSPENDED', joined: 'CREATED', path: [ROOT] },
    ]);
    expect(listAccounts.inputs).toEqual([{ NextToken: undefined }, { NextToken: 'more' }]);
  });

  it('walks the units when AWS sends no paths', async () => {
    const accounts = await organizations({
      ...tree,
      listAccounts: answering({ Accounts: [account('222222222222'), account('333333333333')] }),
      listRoots: answering({ Roots: [{ Id: ROOT }] }),
      listAccountsForParent: async ({ ParentId }: { ParentId: string }) => ({
        Accounts: ParentId === BELOW ? [{ Id: '222222222222' }] : ParentId === ROOT ? [{ Id: '333333333333' }] : [],
      }),
    }).listAccounts();
    expect(accounts.map(({ path }) => path)).toEqual([[ROOT, UNIT, BELOW], [ROOT]]);
  });
});

describe('listUnits', () => {
  it('comes parents first, with paths of names', async () => {
    await expect(organizations(tree).listUnits(ROOT)).resolves.toEqual([
      { id: UNIT, name: 'Workloads', parent: ROOT, path: 'Workloads' },
      { id: BELOW, name: 'Production', parent: UNIT, path: 'Workloads/Production' },
    ]);
  });
});

describe('readPolicies', () => {
  it('reads the documents and targets of the named ones only', async () => {
    const describePolicy = answering({ Policy: { Content: '{}' } });
    const policies = await organizations({
      listPolicies: answering(
        {
          Policies: [
            { Id: 'p-1', Name: 'region' },
            { Id: 'p-2', Name: 'other' },
          ],
          NextToken: 'more',
        },
        { Policies: [{ Id: 'p-FullAWSAccess', Name: 'region', AwsManaged: true }] },
      ),
      describePolicy,
      listTargetsForPolicy: answering(
        { Targets: [{ TargetId: ROOT }], NextToken: 'more' },
        { Targets: [{ TargetId: UNIT }] },
      ),
    }).readPolicies('SERVICE_CONTROL_POLICY', ['region']);
    expect(policies).toEqual([
      {
        id: 'p-1',
        name: 'region',
        type: 'SERVICE_CONTROL_POLICY',
        description: '',
        content: '{}',
        targets: [ROOT, UNIT],
      },
    ]);
    expect(describePolicy.inputs).toEqual([{ PolicyId: 'p-1' }]);
  });

  it('asks nobody when no names are wanted', async () => {
    await expect(organizations({}).readPolicies('SERVICE_CONTROL_POLICY', [])).resolves.toEqual([]);
  });
});

describe('what is already as asked for', () => {
  it.each([
    ['enablePolicyType', 'PolicyTypeAlreadyEnabledException', [ROOT, 'SERVICE_CONTROL_POLICY']],
    ['attachPolicy', 'DuplicatePolicyAttachmentException', ['p-1', ROOT]],
    ['detachPolicy', 'PolicyNotAttachedException', ['p-1', ROOT]],
    ['deletePolicy', 'PolicyNotFoundException', ['p-1']],
    [
      'registerDelegatedAdministrator',
      'AccountAlreadyRegisteredException',
      [{ accountId: '2', servicePrincipal: 's' }],
    ],
  ] as const)('%s counts %s as done', async (method, code, input) => {
    const port = organizations({ [method]: answering(awsError(code, 'already')) });
    const call = port[method] as (...input: readonly unknown[]) => Promise<void>;
    await expect(call(...input)).resolves.toBeUndefined();
  });
});

const tree = {
  listOrganizationalUnitsForParent: async ({ ParentId }: { ParentId: string }) => ({
    OrganizationalUnits:
      ParentId === ROOT
        ? [{ Id: UNIT, Name: 'Workloads' }]
        : ParentId === UNIT
          ? [{ Id: BELOW, Name: 'Production' }]
          : [],
  }),
};

function organizations(organizations: object, caller = '111111111111') {
  const identity = { readCaller: async () => ({ accountId: caller, arn: '' }) };
  return makeOrganizations(fakeClients({ organizations }), 'ap-northeast-1', identity as never);
}

function account(id: string, fields: object = {}) {
  return {
    Id: id,
    Name: `a${id}`,
    Email: 'someone@example.com',
    Status: 'SUSPENDED',
    State: 'ACTIVE',
    JoinedMethod: 'INVITED',
    ...fields,
  };
}

function type(name: string, status = 'ENABLED') {
  return { Type: name, Status: status };
}
