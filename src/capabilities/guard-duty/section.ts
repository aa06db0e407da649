import * as z from 'zod';
import { say } from '../../domain/say.ts';

const condition = z
  .strictObject({
    equals: z.array(z.string()).min(1).optional(),
    notEquals: z.array(z.string()).min(1).optional(),
    greaterThanOrEqual: z.int().optional(),
    lessThan: z.int().optional(),
  })
  .describe('Conditions on one field of a finding.');

export const guardDutySection = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe('Detect threats in every account of the organization and every governed region.'),
    features: z
      .array(
        z.enum([
          'S3_DATA_EVENTS',
          'EKS_AUDIT_LOGS',
          'EBS_MALWARE_PROTECTION',
          'RDS_LOGIN_EVENTS',
          'LAMBDA_NETWORK_LOGS',
          'RUNTIME_MONITORING',
        ]),
      )
      .default([])
      .describe('Besides the foundational sources. Each is charged by itself: see the page of the capability.'),
    runtimeAgents: z
      .array(z.enum(['EC2_AGENT_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT']))
      .default([])
      .describe('Where GuardDuty installs the agent of RUNTIME_MONITORING by itself.'),
    findingFrequency: z
      .enum(['FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS'])
      .default('SIX_HOURS')
      .describe('How often GuardDuty reports a finding that recurs. It reports a new one at once.'),
    export: z.boolean().default(true).describe('Keep findings, which GuardDuty forgets after 90 days, in a bucket.'),
    suppress: z
      .array(
        z.strictObject({
          name: z.string().regex(/^[\w.-]{3,50}$/, say`must be 3 to 50 of A-Z a-z 0-9 . _ -`),
          reason: z.string().min(10).max(512).describe('The reason, one sentence that an auditor understands.'),
          criteria: z.record(z.string(), condition).describe('By field of a finding: `type`, `accountId`, …'),
        }),
      )
      .default([])
      .describe('Findings that GuardDuty archives as they arrive: no message reports them.'),
  })
  .prefault({})
  .describe('Threat detection by Amazon GuardDuty.');
