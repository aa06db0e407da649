import * as z from 'zod';
import { CAPABILITY_SECTIONS } from '../capabilities/sections.ts';
import { say } from '../domain/say.ts';
import { accessReviewSection } from './sections/access-review.ts';
import { cloudTrailSection } from './sections/cloud-trail.ts';
import { configRecorderSection } from './sections/config-recorder.ts';
import { configRulesSection } from './sections/config-rules.ts';
import { dashboardSection } from './sections/dashboard.ts';
import { accountReference, date, owner, region, roleName, unitReference } from './sections/fields.ts';
import { guardrailsSection } from './sections/guardrails.ts';
import { notificationsSection } from './sections/notifications.ts';
import { reportsSection } from './sections/reports.ts';

/**
 * metsuke.yaml, version 1. The descriptions below are the reference: they become the JSON Schema that editors show,
 * and the comments of the file that `metsuke init` writes.
 */

const accountsSection = z
  .strictObject({
    audit: accountReference.describe(
      'The account that gathers notifications, cross-account audit roles and Config data. An id; the name of exactly one account works too, with a warning.',
    ),
    log: accountReference.describe(
      'The account that keeps the log archive. An id; the name of exactly one account works too, with a warning.',
    ),
  })
  .describe('The two accounts with a duty of their own.');

const justification = z
  .strictObject({
    accounts: z.array(accountReference).default([]).describe('Accounts as they are written under exclude.accounts.'),
    units: z.array(unitReference).default([]).describe('Units as they are written under exclude.units.'),
    owner: owner.describe('Who answers for it: a person or a team.'),
    reason: z.string().min(10).describe('The reason, one sentence that an auditor understands.'),
    expires: date.describe(
      'The last day of the reason. The account stays excluded; packs say that the reason has expired.',
    ),
  })
  .describe('Why accounts and units are excluded. A pack lists what is excluded, with or without it.');

const excludeSection = z
  .strictObject({
    accounts: z.array(accountReference).default([]).describe('Accounts by id or name.'),
    units: z
      .array(unitReference)
      .default([])
      .describe('Organizational units; everything below them is left alone too.'),
    justifications: z.array(justification).default([]).describe('Owner, reason and last day of what is excluded.'),
  })
  .prefault({})
  .describe('What Metsuke must not touch. Suspended and closing accounts are always skipped.');

const operationSection = z
  .strictObject({
    regionConcurrency: z
      .enum(['SEQUENTIAL', 'PARALLEL'])
      .default('PARALLEL')
      .describe('Whether regions are deployed one after another or at once.'),
    maxConcurrentPercentage: z
      .int()
      .min(1)
      .max(100)
      .default(50)
      .describe('How many accounts, in percent, CloudFormation works on at once in a region.'),
    failureTolerancePercentage: z
      .int()
      .min(0)
      .max(100)
      .default(10)
      .describe('How many accounts, in percent, may fail in a region before CloudFormation stops there.'),
    concurrencyMode: z
      .enum(['STRICT_FAILURE_TOLERANCE', 'SOFT_FAILURE_TOLERANCE'])
      .default('SOFT_FAILURE_TOLERANCE')
      .describe('STRICT lowers concurrency to the failure tolerance + 1; SOFT keeps it.'),
  })
  .prefault({})
  .describe('How CloudFormation rolls a change out over the accounts.');

const stackSetsSection = z
  .strictObject({
    permissionModel: z
      .enum(['SELF_MANAGED', 'SERVICE_MANAGED'])
      .default('SELF_MANAGED')
      .describe(
        'SELF_MANAGED uses the AdministrationRole and ExecutionRole below; SERVICE_MANAGED uses the roles that CloudFormation makes through AWS Organizations (it never reaches the management account).',
      ),
    administrationRole: roleName
      .default('AWSCloudFormationStackSetAdministrationRole')
      .describe('Role in the management account that CloudFormation StackSets assumes.'),
    executionRole: roleName
      .default('AWSCloudFormationStackSetExecutionRole')
      .describe('Role in every other account; only the AdministrationRole may assume it.'),
    executionPolicy: z
      .enum(['scoped', 'administrator'])
      .default('scoped')
      .describe(
        'What the ExecutionRole may do: `scoped` is what the templates of Metsuke need, `administrator` is AdministratorAccess.',
      ),
    bootstrapRole: roleName
      .default('OrganizationAccountAccessRole')
      .describe('Role in every other account through which the ExecutionRole is put there.'),
    canary: accountReference
      .optional()
      .describe('An account that gets every change first; the others follow when it succeeded.')
      .meta({ examples: ['sandbox'] }),
    operation: operationSection,
  })
  .prefault({})
  .describe('How CloudFormation StackSets work in the accounts.');

const logsSection = z
  .strictObject({
    retentionDays: z
      .int()
      .min(1)
      .max(36_500)
      .default(365)
      .describe(
        'Days until a log object expires. The buckets are versioned: the expired version is kept for as many days again, as tamper evidence.',
      ),
    transitionToGlacier: z
      .boolean()
      .default(false)
      .describe('Move log objects to S3 Glacier Flexible Retrieval first.'),
    transitionDays: z
      .int()
      .min(1)
      .max(36_500)
      .default(90)
      .describe('Days until the move to Glacier; must be below retentionDays.'),
    keyPrefix: z
      .string()
      .regex(/^[\w!.*'()-]+(\/[\w!.*'()-]+)*$/, say`must be an S3 key prefix without slashes at its ends`)
      .optional()
      .describe("Prefix of every log object's key; default: the organization's id.")
      .meta({ examples: ['organization'] }),
  })
  .prefault({})
  .describe('The log archive in the log account.');

const auditExecutionRolesSection = z
  .strictObject({
    enabled: z.boolean().default(false).describe('Deploy the roles to every governed member account.'),
  })
  .prefault({})
  .describe(
    'The AdministratorExecutionRole and ReadOnlyExecutionRole that the audit roles of the audit account assume. AdministratorExecutionRole is full access for the audit account: off by default.',
  );

export const configSchema = z
  .strictObject({
    version: z.literal(1).describe('The version of this file format.'),
    organizationId: z
      .string()
      .regex(/^o-[a-z0-9]{10,32}$/, say`must be an organization's id, such as o-8m3k2xq1zz`)
      .optional()
      .describe('When given, Metsuke refuses to work on any other organization.')
      .meta({ examples: ['o-8m3k2xq1zz'] }),
    resourcePrefix: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{1,20}[a-z0-9]$/, say`must be 3 to 22 of a-z 0-9 -, and not begin or end with -`)
      .default('aws-organizations')
      .describe('Prefix of the names of everything that is made (ManagedResourcePrefix).'),
    homeRegion: region.default('ap-northeast-1').describe('Where the stack sets, topics and log buckets live.'),
    governedRegions: z
      .array(region)
      .min(1)
      .optional()
      .describe('The regions that are governed and allowed; default: the home region only.')
      .meta({ examples: [['ap-northeast-1', 'us-east-1']] }),
    accounts: accountsSection,
    exclude: excludeSection,
    stackSets: stackSetsSection,
    notifications: notificationsSection,
    logs: logsSection,
    configRecorder: configRecorderSection,
    configRules: configRulesSection,
    cloudTrail: cloudTrailSection,
    ...CAPABILITY_SECTIONS,
    reports: reportsSection,
    accessReview: accessReviewSection,
    dashboard: dashboardSection,
    auditExecutionRoles: auditExecutionRolesSection,
    guardrails: guardrailsSection,
  })
  .describe('metsuke.yaml: how an AWS organization is governed.');

/** The file as parsed: every default filled in, references not yet resolved. */
export type Config = z.output<typeof configSchema>;
