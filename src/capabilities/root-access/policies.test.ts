import { describe, expect, it } from 'vitest';
import { aConfig, FACTS, HOME_REGION, MEMBER } from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { GUARDRAILS } from '../../guardrails/catalog.ts';
import { isGuardrailEnabled } from '../../guardrails/guardrail.ts';

/** Every service control policy of ours at once. */
const CONFIG = aConfig({ rootAccess: { enabled: true, removeCredentials: true } });
const POLICIES = GUARDRAILS.filter(
  (one) => one.type === 'SERVICE_CONTROL_POLICY' && isGuardrailEnabled(one, CONFIG),
).map((one) => one.document(CONFIG, FACTS));

function asRoot(action: string, isSession: boolean, resource = `arn:aws:iam::${MEMBER}:root`) {
  const principal = `arn:aws:iam::${MEMBER}:root`;
  // IAM answers in us-east-1, wherever the session began.
  const context = {
    'aws:RequestedRegion': action.startsWith('iam:') ? 'us-east-1' : HOME_REGION,
    'aws:PrincipalArn': principal,
  };
  return decide(
    {
      principal,
      action,
      resource,
      owner: MEMBER,
      context: { ...context, ...(isSession && { 'aws:AssumedRoot': 'true' }) },
    },
    { identity: [ADMINISTRATOR_ACCESS], serviceControl: POLICIES },
  );
}

const USER = `arn:aws:iam::${MEMBER}:user/root`;

describe('under the guardrails', () => {
  it.each([
    'iam:GetLoginProfile',
    'iam:DeleteLoginProfile',
    'iam:CreateLoginProfile',
    'iam:ListAccessKeys',
    'iam:DeleteAccessKey',
    'iam:ListMFADevices',
    'iam:DeactivateMFADevice',
    'iam:ListSigningCertificates',
    'iam:DeleteSigningCertificate',
  ])('a root session does %s, the root user does not', async (action) => {
    expect(await asRoot(action, true, USER)).toBe('allowed');
    expect(await asRoot(action, false, USER)).toBe('forbidden');
  });

  it.each([
    ['s3:DeleteBucketPolicy', `arn:aws:s3:::aws-organizations-logs-${MEMBER}-ap-northeast-1`, 'arn:aws:s3:::locked'],
    [
      'sqs:SetQueueAttributes',
      `arn:aws:sqs:ap-northeast-1:${MEMBER}:aws-organizations-dead-letters`,
      `arn:aws:sqs:ap-northeast-1:${MEMBER}:locked`,
    ],
  ])('a root session opens what its policy locks, and nothing of ours: %s', async (action, ours, theirs) => {
    expect(await asRoot(action, true, ours)).toBe('forbidden');
    expect(await asRoot(action, true, theirs)).toBe('allowed');
  });
});
