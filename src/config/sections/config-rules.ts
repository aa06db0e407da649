import * as z from 'zod';
import { say } from '../../domain/say.ts';
import { accountReference, date, owner, resourceType, unitReference } from './fields.ts';

const ruleName = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, say`must be the name of a rule, such as restricted-ssh`)
  .describe('The name of a rule: see `metsuke rules list`.');

const exception = z
  .strictObject({
    rule: ruleName,
    accounts: z.array(accountReference).default([]).describe('Accounts in which the rule does not count.'),
    units: z.array(unitReference).default([]).describe('Units in whose accounts the rule does not count.'),
    owner: owner.optional().describe('Who answers for the exception: a person or a team.'),
    reason: z.string().min(10).describe('The reason, one sentence that an auditor understands.'),
    expires: date.describe('The last day of the exception. On the next day the rule counts again, without an apply.'),
  })
  .describe('AWS Config still evaluates the rule, but no message is sent, and reports show "excepted".');

const ruleTest = z.strictObject({
  name: z.string().min(1),
  item: z.record(z.string(), z.unknown()).describe('A configuration item as AWS Config delivers it.'),
  expect: z.enum(['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE']),
});

const customRule = z.strictObject({
  name: ruleName,
  description: z.string().min(1).max(256).describe('One sentence of why.'),
  severity: z.number().min(0).max(10).default(4).describe('From 0 to 10, as for GuardDuty: 4 is medium, 7 high.'),
  resourceTypes: z.array(resourceType).min(1),
  guard: z.string().min(1).max(10_000).describe('The rule in the Guard language, read against configuration items.'),
  tests: z.array(ruleTest).min(1).describe('Run before every deployment and by `metsuke rules test`.'),
});

/** Remediations that can break nothing which anybody should rely on. */
export const REMEDIATIONS = [
  's3-bucket-level-public-access-prohibited',
  'vpc-default-security-group-closed',
  'ec2-ebs-encryption-by-default',
  'restricted-ssh',
] as const;

export const configRulesSection = z
  .strictObject({
    enabled: z.boolean().default(true).describe('Evaluate rules in every governed account and region.'),
    profile: z
      .enum(['minimal', 'recommended', 'strict'])
      .default('recommended')
      .describe('The set of rules: `metsuke rules list` shows which rule is in which.'),
    add: z.array(ruleName).default([]).describe('Rules of the catalogue besides those of the profile.'),
    remove: z.array(ruleName).default([]).describe('Rules of the profile that are not deployed.'),
    parameters: z
      .record(ruleName, z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])))
      .default({})
      .describe('Parameters of rules, by rule and name: those of `metsuke rules list`.')
      .meta({ examples: [{ 'access-keys-rotated': { maxAccessKeyAge: 90 } }] }),
    exceptions: z.array(exception).default([]).describe('Where a rule does not count, why and until when.'),
    customRules: z.array(customRule).default([]).describe('Rules of your own, with items that prove them.'),
    remediate: z
      .array(z.enum(REMEDIATIONS))
      .default([])
      .describe('Rules whose violations are repaired at once, by AWS Systems Manager Automation.'),
  })
  .prefault({})
  .describe('What AWS Config evaluates.');
