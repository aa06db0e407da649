import { expect, it } from 'vitest';
import {
  AUDIT,
  aContext,
  deployBlueprint,
  HOME_REGION,
  LOG,
  MANAGEMENT,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { loggingResource } from '../logging-resource/blueprint.ts';
import { securityTopic } from '../security-topic/blueprint.ts';
import { executionRoleVersion } from '../stackset-execution/blueprint.ts';
import { accountBaseline } from './blueprint.ts';

it('tells who governs the account', () => {
  const { resources } = deployBlueprint(accountBaseline);
  expect(resources['Governance']).toMatchObject({ Type: 'String', Tier: 'Standard' });
  expect(JSON.parse(String(resources['Governance']?.Value))).toEqual({
    organizationId: ORGANIZATION,
    homeRegion: HOME_REGION,
    managementAccountId: MANAGEMENT,
    auditAccountId: AUDIT,
    logAccountId: LOG,
    logBucketName: deployBlueprint(loggingResource).outputs['BucketName'],
    securityTopicArn: deployBlueprint(securityTopic).outputs['SecurityTopicARN'],
    executionRoleVersion: executionRoleVersion(aContext()),
  });
});

it('names the parameter as Parameter Store allows', () => {
  for (const resourcePrefix of ['aws-organizations', 'ssm-things', 'acme']) {
    const name = String(deployBlueprint(accountBaseline, { resourcePrefix }).resources['Governance']?.Name);
    // `aws` and `ssm` are reserved beginnings, with or without a slash.
    expect(name).toMatch(/^\/(?!aws|ssm)[a-z]+(\/[a-z-]+)+$/);
    expect(name).toContain(resourcePrefix);
  }
});

it('changes when the ExecutionRole does', () => {
  const changed = { stackSets: { executionPolicy: 'administrator' } };
  const before = accountBaseline.parameters(aContext());
  const after = accountBaseline.parameters(aContext(changed));
  expect(after['ExecutionRoleVersion']).not.toBe(before['ExecutionRoleVersion']);
  expect({ ...after, ExecutionRoleVersion: '' }).toEqual({ ...before, ExecutionRoleVersion: '' });
});
