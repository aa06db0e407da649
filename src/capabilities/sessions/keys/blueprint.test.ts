import { describe, expect, it } from 'vitest';
import { asObject, inlinePoliciesOf, policyOf } from '../../../../test/support/cloudformation.ts';
import { aConfig, deployBlueprint, HOME_REGION, MEMBER } from '../../../../test/support/cloudformation-fixture.ts';
import { decide } from '../../../../test/support/simulate.ts';
import { accountRoles } from '../../../blueprints/account-roles/blueprint.ts';
import type { Json } from '../../../domain/json.ts';
import { sessionManager } from '../manager/blueprint.ts';
import { sessionKeys } from './blueprint.ts';

const SESSIONS = { sessions: { enabled: true, kmsKey: true, operators: { tag: 'a', values: ['b'] } } };
const KEY = `arn:aws:kms:${HOME_REGION}:${MEMBER}:key/12345678-1234-1234-1234-123456789012`;
const OURS = { 'kms:ResourceAliases': ['alias/aws-organizations-sessions'] };
const THEIRS = { 'kms:ResourceAliases': ['alias/payroll'] };

describe('the key of the sessions', () => {
  // The simulator does not know an encryption context whose name has colons in it.
  it('is lent to CloudWatch Logs for the log of sessions alone', () => {
    const policy = asObject(deployBlueprint(sessionKeys, SESSIONS).resources.SessionKey?.KeyPolicy ?? null);
    const arn = `arn:aws:logs:${HOME_REGION}:${MEMBER}:log-group:/metsuke/aws-organizations/sessions`;
    expect(policy.Statement).toMatchObject([
      { Principal: { AWS: `arn:aws:iam::${MEMBER}:root` } },
      {
        Principal: { Service: `logs.${HOME_REGION}.amazonaws.com` },
        Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': arn } },
      },
    ]);
  });

  it('is there by choice only', () => {
    expect(sessionKeys.isEnabled(aConfig({ sessions: { enabled: true } }))).toBe(false);
    expect(sessionKeys.isEnabled(aConfig({ sessions: { enabled: false, kmsKey: true } }))).toBe(false);
  });

  it('is demanded by the preferences exactly when it is there', () => {
    const inputsOf = (given: Readonly<Record<string, unknown>>) =>
      asObject(
        asObject(deployBlueprint(sessionManager, given).resources.SessionDocument?.Content ?? null).inputs ?? null,
      );
    expect(inputsOf(SESSIONS)).toMatchObject({
      cloudWatchEncryptionEnabled: true,
      kmsKeyId: 'import:aws-organizations-session-key',
    });
    expect(inputsOf({ sessions: { enabled: true } })).toMatchObject({
      cloudWatchEncryptionEnabled: false,
      kmsKeyId: '',
    });
  });
});

describe('who uses it', () => {
  const deployed = deployBlueprint(accountRoles, SESSIONS);
  const { KeyPolicy } = deployBlueprint(sessionKeys, SESSIONS).resources.SessionKey ?? {};
  const [owner = null] = asObject(KeyPolicy ?? null).Statement as readonly Json[];
  // A key hands over to IAM by its own policy only.
  const resource = { Version: '2012-10-17', Statement: [owner] };

  it.each([
    ['instances decrypt with it', 'InstanceRole', OURS, 'allowed'],
    ['instances decrypt with no other', 'InstanceRole', THEIRS, 'denied'],
    ['instances under default host management do, too', 'HostManagementRole', OURS, 'allowed'],
  ] as const)('%s', async (_name, role, context, verdict) => {
    const principal = `arn:aws:iam::${MEMBER}:role/aws-organizations-Instance`;
    const request = { principal, action: 'kms:Decrypt', resource: KEY, owner: MEMBER, context };
    expect(await decide(request, { identity: inlinePoliciesOf(deployed, role), resource })).toBe(verdict);
  });

  it.each([
    ['make keys of their sessions with it', 'kms:GenerateDataKey', OURS, 'allowed'],
    ['with no other', 'kms:GenerateDataKey', THEIRS, 'denied'],
    ['decrypt nothing', 'kms:Decrypt', OURS, 'denied'],
  ] as const)('operators %s', async (_name, action, context, verdict) => {
    const principal = `arn:aws:sts::${MEMBER}:assumed-role/Operator/hanako`;
    const request = { principal, action, resource: KEY, owner: MEMBER, context };
    expect(await decide(request, { identity: [policyOf(deployed, 'SessionOperatorPolicy')], resource })).toBe(verdict);
  });
});
