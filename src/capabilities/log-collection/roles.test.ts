import { describe, expect, it } from 'vitest';
import { inlinePoliciesOf, policyOf } from '../../../test/support/cloudformation.ts';
import {
  deployBlueprint,
  FOREIGN,
  HOME_REGION,
  LOG,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { decide } from '../../../test/support/simulate.ts';
import { accountRoles } from '../../blueprints/account-roles/blueprint.ts';

const MACHINE = `arn:aws:states:${HOME_REGION}:${MEMBER}:stateMachine:aws-organizations-log-collection`;
const deployedFor = (method: string) => deployBlueprint(accountRoles, { logCollection: { method } });
const key = (account: string, kind = 'CloudWatchLogs') =>
  `arn:aws:s3:::aws-organizations-logs-${LOG}-${HOME_REGION}/${ORGANIZATION}/AWSLogs/${account}/${kind}/x`;
const logGroup = `arn:aws:logs:${HOME_REGION}:${MEMBER}:log-group:/var/log/secure`;

describe('who becomes a role', () => {
  it.each([
    { role: 'LogCollection', service: 'states.amazonaws.com', account: MEMBER, source: MACHINE, verdict: 'allowed' },
    {
      role: 'LogCollection',
      service: 'states.amazonaws.com',
      account: MEMBER,
      source: MACHINE.replace('aws-organizations', 'mine'),
      verdict: 'denied',
    },
    {
      role: 'LogCollection',
      service: 'states.amazonaws.com',
      account: FOREIGN,
      source: MACHINE.replace(MEMBER, FOREIGN),
      verdict: 'denied',
    },
    {
      role: 'LogCollectionSchedule',
      service: 'scheduler.amazonaws.com',
      account: MEMBER,
      source: undefined,
      verdict: 'allowed',
    },
    {
      role: 'LogCollectionSchedule',
      service: 'scheduler.amazonaws.com',
      account: FOREIGN,
      source: undefined,
      verdict: 'denied',
    },
    {
      role: 'LogCollectionSchedule',
      service: 'states.amazonaws.com',
      account: MEMBER,
      source: undefined,
      verdict: 'denied',
    },
  ])('$role: $service for $account $source: $verdict', async ({ role, service, account, source, verdict }) => {
    const request = {
      principal: service,
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${MEMBER}:role/aws-organizations-${role}`,
      owner: MEMBER,
      context: { 'aws:SourceAccount': account, ...(source && { 'aws:SourceArn': source }) },
    };
    const resource = policyOf(deployedFor('EXPORT'), `${role}Role`, 'AssumeRolePolicyDocument');
    expect(await decide(request, { resource })).toBe(verdict);
  });
});

describe('what a role may do', () => {
  it.each([
    {
      method: 'EXPORT',
      role: 'LogCollection',
      action: 'logs:PutRetentionPolicy',
      resource: logGroup,
      verdict: 'allowed',
    },
    { method: 'EXPORT', role: 'LogCollection', action: 'logs:DeleteLogGroup', resource: logGroup, verdict: 'denied' },
    {
      method: 'EXPORT',
      role: 'LogCollection',
      action: 'logs:CreateExportTask',
      resource: logGroup,
      verdict: 'allowed',
    },
    {
      method: 'FIREHOSE',
      role: 'LogCollection',
      action: 'logs:CreateExportTask',
      resource: logGroup,
      verdict: 'denied',
    },
    {
      method: 'FIREHOSE',
      role: 'LogCollection',
      action: 'logs:PutSubscriptionFilter',
      resource: logGroup,
      verdict: 'allowed',
    },
    {
      method: 'EXPORT',
      role: 'LogCollection',
      action: 'logs:PutSubscriptionFilter',
      resource: logGroup,
      verdict: 'denied',
    },
    { method: 'EXPORT', role: 'LogCollection', action: 's3:PutObject', resource: key(MEMBER), verdict: 'allowed' },
    { method: 'EXPORT', role: 'LogCollection', action: 's3:PutObject', resource: key(FOREIGN), verdict: 'denied' },
    { method: 'EXPORT', role: 'LogCollection', action: 's3:GetObject', resource: key(MEMBER), verdict: 'denied' },
    { method: 'EXPORT', role: 'LogCollection', action: 'states:StartExecution', resource: MACHINE, verdict: 'allowed' },
    {
      method: 'EXPORT',
      role: 'LogCollectionSchedule',
      action: 'states:StartExecution',
      resource: MACHINE,
      verdict: 'allowed',
    },
    {
      method: 'EXPORT',
      role: 'LogCollectionSchedule',
      action: 'states:StartExecution',
      resource: `${MACHINE}x`,
      verdict: 'denied',
    },
    {
      method: 'FIREHOSE',
      role: 'LogStreamDelivery',
      action: 's3:PutObject',
      resource: key(MEMBER, 'CloudWatchLogs-Stream'),
      verdict: 'allowed',
    },
    { method: 'FIREHOSE', role: 'LogStreamDelivery', action: 's3:PutObject', resource: key(MEMBER), verdict: 'denied' },
  ])('$method $role $action: $verdict', async ({ method, role, action, resource, verdict }) => {
    const principal = `arn:aws:iam::${MEMBER}:role/aws-organizations-${role}`;
    const owner = action.startsWith('s3:') ? LOG : MEMBER;
    const bucket = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 's3:*', Resource: '*' }],
    };
    // The archive opens its door wide: the role's own policy must stop it.
    const policies = {
      identity: inlinePoliciesOf(deployedFor(method), `${role}Role`),
      ...(owner === LOG && { resource: bucket }),
    };
    const context: Record<string, string> = owner === LOG ? { 's3:ResourceAccount': LOG } : {};
    expect(await decide({ principal, action, resource, owner, context }, policies)).toBe(verdict);
  });
});
