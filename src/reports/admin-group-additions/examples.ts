import { type Changes, call, type Event } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

const ALL = { Effect: 'Allow', Action: '*', Resource: '*' };
const READ = { Effect: 'Allow', Action: ['s3:Get*', 's3:List*'], Resource: '*' };
const OURS = 'arn:aws:iam::111111111111:policy/ours';

export const examples: Examples = {
  fires: {
    'a user in a group of any name': events(iam('AddUserToGroup', { groupName: 'developers', userName: 'jiro' })),
    'a role with AdministratorAccess': events(
      iam('AttachRolePolicy', { roleName: 'ci', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ),
    'a user with a policy of our own that allows everything': events(
      iam('CreatePolicyVersion', { policyArn: OURS, setAsDefault: true, policyDocument: policy(ALL) }),
      iam('AttachUserPolicy', { userName: 'jiro', policyArn: OURS }, { eventID: 'attached' }),
    ),
    'everything, written into a role': events(
      iam('PutRolePolicy', { roleName: 'ci', policyName: 'p', policyDocument: policy(READ, ALL) }),
    ),
    'everything by other words': events(
      iam('PutUserPolicy', {
        userName: 'jiro',
        policyName: 'p',
        policyDocument: JSON.stringify({
          Statement: { Effect: 'Allow', NotAction: 'ec2:RunInstances', Resource: ['*'] },
        }),
      }),
    ),
    'all of IAM, from which everything follows': events(
      iam('PutUserPolicy', { userName: 'jiro', policyDocument: policy({ ...ALL, Action: ['iam:*'] }) }),
    ),
    'a role that another account may take': events(
      iam('CreateRole', { roleName: 'r', assumeRolePolicyDocument: trust('arn:aws:iam::999999999999:root') }),
    ),
    'a role that everybody may take': events(
      iam('UpdateAssumeRolePolicy', { roleName: 'r', policyDocument: trust('*') }),
    ),
    'an assignment of Identity Center': events(
      call('sso', 'CreateAccountAssignment', {
        requestParameters: {
          instanceArn: 'arn:aws:sso:::instance/ssoins-1',
          targetId: '222222222222',
          targetType: 'AWS_ACCOUNT',
          permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
          principalType: 'USER',
          principalId: 'user-1',
        },
      }),
    ),
    'a permission set with AdministratorAccess': events(
      call('sso', 'AttachManagedPolicyToPermissionSet', {
        requestParameters: {
          permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
          managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        },
      }),
    ),
    'a permission set with everything written into it': events(
      call('sso', 'PutInlinePolicyToPermissionSet', {
        requestParameters: { permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', inlinePolicy: policy(ALL) },
      }),
    ),
    'a member of a group of the identity store': events(
      call('identitystore', 'CreateGroupMembership', {
        requestParameters: { identityStoreId: 'd-1', groupId: 'group-1', memberId: { userId: 'user-1' } },
      }),
    ),
    'a member that an identity provider adds': events(
      call('identitystore-scim', 'PatchGroup', {
        requestParameters: { id: 'group-1', httpBody: { operations: [{ op: 'add', path: 'members', value: [] }] } },
      }),
    ),
    'an attempt that was refused, which has its error beside it': events(
      iam('AddUserToGroup', { groupName: 'Admins', userName: 'jiro' }, { errorCode: 'AccessDenied' }),
    ),
  },
  silent: {
    'another policy': events(
      iam('AttachRolePolicy', { roleName: 'ci', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
    ),
    'a policy of our own that is only called so': events(
      iam('AttachRolePolicy', { roleName: 'ci', policyArn: 'arn:aws:iam::111111111111:policy/admin' }),
    ),
    'a policy that allows to read, and denies everything else': events(
      iam('PutRolePolicy', { roleName: 'ci', policyDocument: policy(READ, { ...ALL, Effect: 'Deny' }) }),
    ),
    'a role of a service': events(
      iam('CreateRole', {
        roleName: 'r',
        assumeRolePolicyDocument: policy({
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'ec2.amazonaws.com' },
        }),
      }),
    ),
    'a role of the account itself': events(
      iam('CreateRole', { roleName: 'r', assumeRolePolicyDocument: trust('arn:aws:iam::111111111111:root') }),
    ),
    'a member that an identity provider removes': events(
      call('identitystore-scim', 'PatchGroup', {
        requestParameters: { id: 'group-1', httpBody: { operations: [{ op: 'remove', path: 'members' }] } },
      }),
    ),
  },
};

function iam(name: string, requestParameters: Changes, changes: Changes = {}): Event {
  return call('iam', name, { requestParameters, ...changes });
}

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
}

function trust(principal: string): string {
  return policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: [principal] } });
}
