import { describe, expect, it } from 'vitest';
import { A_SESSION_VPC, aConfig, EVERY_CHANNEL, FACTS } from '../../test/support/cloudformation-fixture.ts';
import { REGIONS } from '../domain/regions.ts';
import { GUARDRAILS } from './catalog.ts';
import type { Guardrail, PolicyType } from './guardrail.ts';
import { allowedRegions, regionRestriction } from './region-restriction/guardrail.ts';
import { checkPolicySize, policyContent } from './size.ts';

/** A policy whose document has exactly so many characters. */
function aGuardrail(length: number, type: PolicyType = 'SERVICE_CONTROL_POLICY'): Guardrail {
  const frame = JSON.stringify({ Statement: '' }).length;
  return {
    id: 'test',
    section: 'regionRestriction',
    title: 'Test',
    type,
    policyName: () => 'acme-test',
    description: () => '',
    document: () => ({ Statement: 'x'.repeat(length - frame) }),
  };
}

describe('the size of a policy', () => {
  it.each([
    { length: 5_120, type: 'SERVICE_CONTROL_POLICY', findings: [] },
    { length: 5_121, type: 'SERVICE_CONTROL_POLICY', findings: ['warning policy-long'] },
    { length: 10_240, type: 'SERVICE_CONTROL_POLICY', findings: ['warning policy-long'] },
    { length: 10_241, type: 'SERVICE_CONTROL_POLICY', findings: ['error policy-too-long'] },
    { length: 5_120, type: 'RESOURCE_CONTROL_POLICY', findings: [] },
    { length: 5_121, type: 'RESOURCE_CONTROL_POLICY', findings: ['error policy-too-long'] },
  ] as const)('$length characters of $type: $findings', ({ length, type, findings }) => {
    const guardrail = aGuardrail(length, type);
    expect(policyContent(guardrail, aConfig(), FACTS)).toHaveLength(length);
    const found = checkPolicySize(guardrail, aConfig(), FACTS).map(({ severity, code }) => `${severity} ${code}`);
    expect(found).toEqual(findings);
  });

  it.each(GUARDRAILS.map((guardrail) => [guardrail.id, guardrail] as const))(
    '%s is below every limit',
    (_id, guardrail) => {
      expect(checkPolicySize(guardrail, aConfig(), FACTS)).toEqual([]);
    },
  );

  it.each(GUARDRAILS.map((guardrail) => [guardrail.id, guardrail] as const))(
    '%s stays below the former limit with everything on',
    (_id, guardrail) => {
      const everything = aConfig({
        ...EVERY_CHANNEL,
        sessions: { enabled: true, endpoints: [A_SESSION_VPC] },
        inventory: { enabled: true },
        patching: { enabled: true },
        machineImages: { enabled: true },
        logCollection: { method: 'FIREHOSE', logGroups: ['/var/log/*'] },
      });
      expect(policyContent(guardrail, everything, FACTS).length).toBeLessThanOrEqual(5_120);
    },
  );

  it('of the region restriction stays below the former limit in a large organization', () => {
    const config = aConfig({
      resourcePrefix: 'a-prefix-of-22-letters',
      governedRegions: REGIONS.filter((region) => /^(ap|eu)-/.test(region)).slice(0, 17),
      guardrails: {
        regionRestriction: {
          exemptRoles: ['NetworkAdministrator', 'BreakGlassAdministrator', 'SecurityIncidentResponder'],
        },
      },
    });
    expect(allowedRegions(config)).toHaveLength(17);
    expect(policyContent(regionRestriction, config, FACTS).length).toBeLessThanOrEqual(5_120);
  });

  it('is told before AWS tells, when too many roles are exempt', () => {
    const exemptRoles = Array.from({ length: 200 }, (_, index) => `a-rather-long-name-of-a-role-${index}`);
    const config = aConfig({ guardrails: { regionRestriction: { exemptRoles } } });
    const findings = GUARDRAILS.flatMap((guardrail) => checkPolicySize(guardrail, config, FACTS));
    expect(findings).toMatchObject([{ severity: 'error', message: expect.stringContaining('region-restriction') }]);
  });
});
