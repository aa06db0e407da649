import * as z from 'zod';
import { say } from '../../domain/say.ts';

const values = z.array(z.string().min(1)).min(1).max(20);

const criterion = z
  .strictObject({
    eq: values.optional(),
    neq: values.optional(),
    contains: values.optional(),
    exists: z.boolean().optional(),
  })
  .refine((given) => Object.keys(given).length > 0, {
    error: () => say`must say eq, neq, contains or exists`,
  })
  .describe('Conditions on one property of a finding, in the words of IAM Access Analyzer.');

const archiveRules = z
  .array(
    z.strictObject({
      name: z.string().regex(/^[A-Za-z][\w.-]{0,254}$/, say`must begin with a letter, followed by A-Z a-z 0-9 . _ -`),
      reason: z.string().min(10).max(512).describe('The reason, one sentence that an auditor understands.'),
      filter: z
        .record(z.string().min(1), criterion)
        .refine((given) => Object.keys(given).length > 0, { error: () => say`must name at least one property` })
        .describe('By property of a finding: `resource`, `principal.AWS`, `resourceOwnerAccount`, …'),
    }),
  )
  .max(100)
  .refine((rules) => new Set(rules.map(({ name }) => name)).size === rules.length, {
    error: () => say`must not have two rules of one name`,
  })
  .default([]);

export const accessAnalyzerSection = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe(
        'Find resources that are shared with accounts outside the organization, in every governed region. AWS charges nothing for it; the audit account becomes the delegated administrator of IAM Access Analyzer.',
      ),
    archiveRules: archiveRules.describe('Findings of external access that are meant to be: no message reports them.'),
    unusedAccess: z
      .strictObject({
        enabled: z
          .boolean()
          .default(false)
          .describe('Find roles, users, keys and permissions that nobody uses. AWS charges for each role and user.'),
        days: z.int().min(1).max(365).default(90).describe('So long must access be unused to be found.'),
        archiveRules: archiveRules.describe('Findings of unused access that are meant to be: no message reports them.'),
      })
      .prefault({})
      .describe('Unused access in every account of the organization, from the home region.'),
  })
  .prefault({})
  .describe('Access from outside the organization, and unused access, found by IAM Access Analyzer.');
